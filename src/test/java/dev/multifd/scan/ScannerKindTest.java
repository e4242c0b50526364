package dev.multifd.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Run once a vector width: with this CPU's own, and with narrower ones. */
class ScannerKindTest {
  /** What the JVM was told, or found; it is asked another way than {@link VectorWidth} asks. */
  private static int maxVectorBits() {
    return 8
        * Integer.parseInt(
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("MaxVectorSize")
                .getValue());
  }

  @ParameterizedTest
  @CsvSource({"VECTOR128, 128", "VECTOR256, 256", "VECTOR512, 512"})
  void vectorsThatThisJvmLacksAreRefusedWithTheReason(ScannerKind kind, int bits) {
    if (bits > maxVectorBits()) {
      assertThat(kind.reasonAbsent().orElse(""))
          .startsWith("it needs vectors of " + bits + " bits and this JVM has at most ")
          .contains("-XX:MaxVectorSize");
    }
    assertThat(kind.reasonAbsent().isEmpty()).isEqualTo(bits <= VectorWidth.HERE.maxBits());
    kind.reasonAbsent()
        .ifPresent(reason ->
            assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(kind::create)
                .withMessage(kind + ": " + reason));
  }

  @Test
  void theWidthIsNoWiderThanTheJvmMakes() {
    assertThat(VectorWidth.HERE.maxBits()).isBetween(64, maxVectorBits());
  }

  @ParameterizedTest
  @EnumSource(names = {"BEST", "BYTES", "LONGS", "LONGS8", "MISMATCH", "MEMCMP"})
  void whatNeedsNoVectorsIsEverywhere(ScannerKind kind) {
    assertThat(kind.reasonAbsent()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "64, LONGS8",
    "128, VECTOR128",
    "256, VECTOR256",
    "512, VECTOR512",
    "2048, VECTOR512"
  })
  void theBestHasTheWidestVectors(int maxBits, ScannerKind best) {
    VectorWidth width = new VectorWidth(maxBits);
    assertThat(width.best()).isEqualTo(best);
    assertThat(width.reasonBest()).contains(maxBits + " bits");
  }

  @Test
  void onlyTheBestIsResolvedToAnother() {
    for (ScannerKind kind : ScannerKind.values()) {
      boolean best = kind == ScannerKind.BEST;
      assertThat(kind.resolved()).isNotEqualTo(ScannerKind.BEST);
      assertThat(kind.resolved() != kind).isEqualTo(best);
      assertThat(kind.reasonResolved().isPresent()).isEqualTo(best);
    }
    assertThat(ScannerKind.BEST.resolved()).isEqualTo(VectorWidth.HERE.best());
    assertThat(ScannerKind.BEST.resolved().reasonAbsent()).isEmpty();
  }
}
