package dev.multifd.cli;

import dev.multifd.migration.letter.CoverLetter;
import dev.multifd.migration.letter.LetterText;
import dev.multifd.suite.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code letter}. */
@Command(
    name = "letter",
    description =
        "Re-read the series' cover letter: its ten printed outcomes beside a model of the save loop"
            + " in virtual time, by its books and by true ones, and what follows by arithmetic.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class LetterCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path file = Home.coverLetter();
    if (!Files.isReadable(file)) {
      throw new UsageException(file + ": no readable file; it comes with the project");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(LetterText.of(CoverLetter.read(file)));
    out.flush();
    return ExitCode.OK;
  }
}
