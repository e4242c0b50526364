package dev.multifd.results;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Which machine this is. Host names repeat, so the identity is a fingerprint of what shapes the
 * numbers (CPU model, cores, memory to the nearest GiB, major kernel release), with the name as a
 * label for people.
 *
 * @param label the host's name
 * @param fingerprint twelve hexadecimal digits
 */
public record HostIdentity(String label, String fingerprint) {
  private static final int DIGITS = 12;
  private static final int FOLDER_DIGITS = 6;
  private static final double GIB = 1L << 30;

  static HostIdentity of(
      @Nullable String hostName, @Nullable String kernelRelease, CpuInfo cpu, MemoryInfo memory) {
    Long total = memory.totalBytes();
    String traits =
        cpu.model()
            + "|"
            + (cpu.cores() != null ? cpu.cores() : cpu.logicalCpus())
            + "|"
            + (total == null ? null : Math.round(total / GIB))
            + "|"
            + (kernelRelease == null ? null : kernelRelease.replaceFirst("\\..*", ""));
    return new HostIdentity(
        hostName == null || hostName.isEmpty() ? "unknown" : hostName,
        sha256(traits).substring(0, DIGITS));
  }

  /** The host's folder below the results: readable, and different for hosts of the same name. */
  public String folderName() {
    return label.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + fingerprint.substring(0, FOLDER_DIGITS);
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
