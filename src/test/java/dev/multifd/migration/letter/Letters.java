package dev.multifd.migration.letter;

import dev.multifd.migration.model.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The committed figures, for tests. */
public final class Letters {
  private static final CoverLetter LETTER = read();

  private Letters() {}

  private static CoverLetter read() {
    try {
      return CoverLetter.read(Path.of("analysis", "cover-letter.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of them. */
  public static CoverLetter letter() {
    return LETTER;
  }

  /** Those of one kind. */
  public static List<LetterRun> runs(GuestScenario scenario, Pipeline mode) {
    return LETTER.runs(scenario, mode);
  }
}
