package dev.multifd.results.compare;

import dev.multifd.results.GitCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The result files of a commit, told by their names. */
final class CommitResults {
  /** As many digits as file names have. */
  private static final int DIGITS = 8;

  /** A commit that git need not know, since it was rewritten after its run. */
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{7,40}");

  private final Path checkout;
  private final Path results;

  CommitResults(Path checkout, Path results) {
    this.checkout = checkout;
    this.results = results;
  }

  /**
   * At least one file; those of a tree with changes only if there is no other.
   *
   * @param reference anything that git takes for a commit
   */
  List<Path> files(String reference) {
    String commit = commit(reference);
    if (commit == null) {
      throw new ComparisonException(
          reference
              + ": no file, no folder, and no commit that git knows in "
              + checkout.toAbsolutePath().normalize());
    }
    String digits = commit.substring(0, Math.min(DIGITS, commit.length()));
    List<Path> all = Files.isDirectory(results) ? ResultFolder.files(results) : List.of();
    List<Path> clean = endingWith(all, "-" + digits + "[0-9a-f]*\\.json");
    List<Path> files =
        clean.isEmpty() ? endingWith(all, "-" + digits + "[0-9a-f]*-dirty\\.json") : clean;
    if (files.isEmpty()) {
      throw new ComparisonException(
          reference
              + ": commit "
              + digits
              + " has no result file in "
              + results
              + "; check it out and run ./run-bench.sh first");
    }
    return files;
  }

  private @Nullable String commit(String reference) {
    String commit =
        GitCommand.output(
            checkout,
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            reference + "^{commit}");
    return commit == null && HASH.matcher(reference).matches() ? reference : commit;
  }

  private static List<Path> endingWith(List<Path> files, String name) {
    Pattern pattern = Pattern.compile(".*" + name);
    return files.stream()
        .filter(file -> pattern.matcher(file.getFileName().toString()).matches())
        .toList();
  }
}
