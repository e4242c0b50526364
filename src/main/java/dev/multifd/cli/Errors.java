package dev.multifd.cli;

import dev.multifd.migration.NotConvergedException;
import dev.multifd.migration.PrerequisiteException;
import dev.multifd.migration.ProofFailedException;
import dev.multifd.results.ResultFileException;
import dev.multifd.results.compare.ComparisonException;
import dev.multifd.suite.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * One clear line for everything that goes wrong. A mistake of the user never shows a stack; an
 * error of ours does with {@code --verbose} or {@code -Dmultifd.debug=true}.
 */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final String NAME = "run-bench.sh: ";

  @Override
  public int handleParseException(ParameterException mistake, String[] args) {
    CommandLine command = mistake.getCommandLine();
    command.getErr().println(NAME + oneLine(mistake) + " (--help lists the options)");
    command.getErr().flush();
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
    command.getErr().println(NAME + oneLine(error));
    int exitCode = exitCode(error);
    if (exitCode != ExitCode.USAGE && (verbose(parsed) || Boolean.getBoolean("multifd.debug"))) {
      error.printStackTrace(command.getErr());
    }
    command.getErr().flush();
    return exitCode;
  }

  /** The one place where an error becomes an exit code. */
  static int exitCode(Exception error) {
    return switch (error) {
      case UsageException _,
          PrerequisiteException _,
          ResultFileException _,
          ComparisonException _ ->
          ExitCode.USAGE;
      case ProofFailedException _ -> ExitCode.CHECK_FAILED;
      case NotConvergedException _ -> ExitCode.NOT_CONVERGED;
      default -> ExitCode.FAILED;
    };
  }

  private static boolean verbose(ParseResult parsed) {
    return parsed.originalArgs().contains("--verbose");
  }

  private static String oneLine(Exception error) {
    String message =
        error instanceof NotConvergedException stopped
            ? stopped.message(OptionNames::of)
            : error.getMessage();
    return message == null ? error.toString() : message.replaceAll("\\s*\\R\\s*", "; ");
  }
}
