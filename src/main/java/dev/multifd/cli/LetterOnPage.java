package dev.multifd.cli;

import dev.multifd.migration.letter.CoverLetter;
import dev.multifd.migration.letter.GuestScenario;
import dev.multifd.migration.letter.LetterRun;
import dev.multifd.report.plot.LetterFigures;
import dev.multifd.report.plot.LetterFigures.Guest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The cover letter's figures for the report, which knows result files alone and is handed what else
 * it shows.
 */
final class LetterOnPage {
  private LetterOnPage() {}

  /** All runs of the letter; none where the file that they are in is missing. */
  static List<LetterFigures> figures() throws IOException {
    Path file = Home.coverLetter();
    return Files.isReadable(file)
        ? CoverLetter.read(file).runs().stream().map(LetterOnPage::figures).toList()
        : List.of();
  }

  private static LetterFigures figures(LetterRun run) {
    return new LetterFigures(
        run.scenario() == GuestScenario.IDLE ? Guest.IDLE : Guest.DIRTYING,
        run.mode().name().toLowerCase(Locale.ROOT),
        run.channels(),
        run.printed().totalTimeMs(),
        run.printed().completed());
  }
}
