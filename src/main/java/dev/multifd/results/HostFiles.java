package dev.multifd.results;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the small text files of {@code /proc} and {@code /sys} below a root, so that a test can put
 * a made-up host in its place. A file that is missing or unreadable is unknown: {@code null}.
 *
 * @param root where {@code proc} and {@code sys} are; {@code /} on a live host
 */
public record HostFiles(Path root) {
  /** Files of /proc/sys end after the first read, however short it was; so it must be long. */
  private static final int READ_BYTES = 1 << 16;

  /** The host this JVM runs on. */
  public static HostFiles live() {
    return new HostFiles(Path.of("/"));
  }

  /** Whether these are the files of the host this JVM runs on, which can be asked otherwise too. */
  boolean isLive() {
    return root.equals(Path.of("/"));
  }

  /** The whole file without surrounding white space, or null when it cannot be read. */
  public @Nullable String text(String path) {
    byte[] buffer = new byte[READ_BYTES];
    StringBuilder text = new StringBuilder();
    try (InputStream file = Files.newInputStream(root.resolve(path))) {
      for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
        text.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
      }
      return text.toString().strip();
    } catch (IOException unreadable) {
      return null;
    }
  }

  /** The file's lines; none when it cannot be read. */
  public List<String> lines(String path) {
    String text = text(path);
    return text == null ? List.of() : text.lines().toList();
  }

  /** The file as one decimal number, or null when it is missing or is no number. */
  public @Nullable Long number(String path) {
    String text = text(path);
    return text == null ? null : parseLong(text);
  }

  /** The names in a folder, sorted; none when it cannot be read. */
  public List<String> names(String folder) {
    try (Stream<Path> entries = Files.list(root.resolve(folder))) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  /**
   * The value behind {@code key} in a file of {@code key: value} lines ({@code /proc/cpuinfo},
   * {@code /proc/meminfo}), the first one when the key repeats.
   */
  public @Nullable String field(String path, String key) {
    for (String line : lines(path)) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).strip().equals(key)) {
        return line.substring(colon + 1).strip();
      }
    }
    return null;
  }

  /** The word in brackets of a choice such as {@code always [madvise] never}. */
  public @Nullable String chosen(String path) {
    String text = text(path);
    if (text == null) {
      return null;
    }
    int open = text.indexOf('[');
    int close = text.indexOf(']', open + 1);
    return open >= 0 && close > open ? text.substring(open + 1, close) : null;
  }

  /** A decimal number, or null when the text is none. */
  static @Nullable Long parseLong(String text) {
    try {
      return Long.valueOf(text.strip());
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  /** A decimal fraction, or null when the text is none. */
  static @Nullable Double parseDouble(String text) {
    try {
      return Double.valueOf(text.strip());
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}
