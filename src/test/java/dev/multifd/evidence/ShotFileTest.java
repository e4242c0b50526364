package dev.multifd.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What a fork writes, its launcher reads. */
class ShotFileTest {
  private static final Check PASSED = new Check("RAM \"identical\"", true, "7 pages\ncompared");
  private static final Check FAILED = new Check("zero pages", false, "3 is not 4");

  private static Shot shot(Check check, long... ns) {
    Histogram histogram = new Histogram(1_000_000_000L, 3);
    for (long value : ns) {
      histogram.recordValue(value);
    }
    Map<String, Histogram> durations = new LinkedHashMap<>();
    durations.put("send", histogram);
    durations.put("none", new Histogram(1000, 3));
    return new Shot(List.of(check), durations);
  }

  @Test
  void everyShotArrivesAsItWasAndInOrder() throws IOException {
    try (ShotFile file = ShotFile.create()) {
      ShotWriter writer = ShotWriter.to(file.path());
      writer.append(shot(PASSED, 1_000, 2_000_000));
      writer.append(shot(FAILED, 5));

      List<Shot> shots = file.shots();

      assertThat(shots).containsExactly(shot(PASSED, 1_000, 2_000_000), shot(FAILED, 5));
      assertThat(shots.getFirst().durations()).containsOnlyKeys("send", "none");
      assertThat(file.jvmArgument()).isEqualTo("-Dmultifd.evidence=" + file.path());
    }
  }

  @Test
  void aLineThatAKilledForkBeganIsLeftOut() throws IOException {
    try (ShotFile file = ShotFile.create()) {
      ShotWriter.to(file.path()).append(shot(PASSED, 1));
      Files.writeString(file.path(), "{\"checks\":[", StandardOpenOption.APPEND);

      assertThat(file.shots()).containsExactly(shot(PASSED, 1));
    }
  }

  @Test
  void whatIsNoShotIsRefused() throws IOException {
    try (ShotFile file = ShotFile.create()) {
      Files.writeString(file.path(), "{\"checks\":[],\"durations\":{\"send\":\"HIST\"}}\n");
      assertThatIllegalArgumentException().isThrownBy(file::shots).withMessageContaining("HIST");

      Files.writeString(file.path(), "nonsense\n");
      assertThatIllegalArgumentException()
          .isThrownBy(file::shots)
          .withMessage("no shot: 'nonsense'");
    }
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    ShotFile file = ShotFile.create();
    file.close();
    assertThat(file.path()).doesNotExist();
  }

  @Test
  void aJvmThatNobodyAskedWritesNothing() throws IOException {
    assertThat(System.getProperty(ShotFile.PROPERTY)).isNull();
    ShotWriter.ofThisJvm().append(shot(PASSED, 1));
  }
}
