package dev.multifd.cli;

import java.nio.file.Path;

/** The project's folder, which {@code run-bench.sh} hands over. */
final class Home {
  private Home() {}

  /** The folder given with {@code -Dmultifd.home}, or the current one. */
  static Path folder() {
    return Path.of(System.getProperty("multifd.home", "."));
  }

  /** What the series' cover letter printed. */
  static Path coverLetter() {
    return folder().resolve("analysis").resolve("cover-letter.json");
  }
}
