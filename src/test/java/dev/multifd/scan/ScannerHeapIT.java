package dev.multifd.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A warm scanner takes no heap, in whatever order the JIT came to compile it: each scanner warms up
 * in several fresh JVMs, since only some of them fell into the traps that there were.
 */
class ScannerHeapIT {
  private static final int JVMS = 4;
  private static final int WARM_PASSES = 400;
  private static final long SET_BYTES = 4 << 20;
  private static final int PAGE = 4096;

  static Stream<ScannerKind> kinds() {
    return Arrays.stream(ScannerKind.values())
        .filter(kind -> kind != ScannerKind.BEST && kind.reasonAbsent().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aWarmScannerTakesNoHeap(ScannerKind kind) throws IOException, InterruptedException {
    for (int jvm = 0; jvm < JVMS; jvm++) {
      assertThat(bytesOfLastPasses(kind)).as("bytes in fresh JVM %d", jvm).isLessThan(PAGE);
    }
  }

  private static long bytesOfLastPasses(ScannerKind kind) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--add-modules=jdk.incubator.vector",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Xmx64m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ScannerHeapIT.class.getName(),
                    kind.name()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as("exit code; it printed %s", output).isZero();
    return Long.parseLong(output);
  }

  /** The fresh JVM: prints what the last tenth of the passes took. */
  public static void main(String[] kind) {
    ZeroPageScanner scanner = ScannerKind.valueOf(kind[0]).create();
    MemorySegment set = Arena.ofAuto().allocate(SET_BYTES, PAGE);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long zero = 0;
    long before = 0;
    for (int pass = 0; pass < WARM_PASSES; pass++) {
      if (pass == WARM_PASSES * 9 / 10) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      for (long at = 0; at < SET_BYTES; at += PAGE) {
        zero += scanner.isZero(set, at, PAGE) ? 1 : 0;
      }
    }
    long taken = threads.getCurrentThreadAllocatedBytes() - before;
    System.out.println(zero == WARM_PASSES * (SET_BYTES / PAGE) ? taken : -1);
  }
}
