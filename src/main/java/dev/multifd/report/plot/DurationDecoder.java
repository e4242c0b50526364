package dev.multifd.report.plot;

import dev.multifd.results.DurationHistograms;
import dev.multifd.results.DurationSummary;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** HdrHistogram's histograms out of a result file. */
final class DurationDecoder {
  private DurationDecoder() {}

  /** Those of the forks that have any durations; one that cannot be decoded is left out. */
  static List<Histogram> decode(DurationHistograms durations) {
    List<Histogram> histograms = new ArrayList<>();
    for (@Nullable DurationSummary fork : durations.forks()) {
      Histogram histogram = fork == null ? null : decode(fork.encoded());
      if (histogram != null && histogram.getTotalCount() > 0) {
        histograms.add(histogram);
      }
    }
    return histograms;
  }

  private static @Nullable Histogram decode(String encoded) {
    try {
      return Histogram.decodeFromCompressedByteBuffer(
          ByteBuffer.wrap(Base64.getDecoder().decode(encoded)), 0);
    } catch (DataFormatException | RuntimeException notOne) {
      return null; // The file was edited by hand; its other figures are good.
    }
  }
}
