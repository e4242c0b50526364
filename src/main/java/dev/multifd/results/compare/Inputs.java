package dev.multifd.results.compare;

import dev.multifd.results.ResultFile;
import dev.multifd.results.ResultFileException;
import dev.multifd.results.RunFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the runs that an argument names: a result file, a folder of them, or a commit that has some
 * in the results; each may have a name before it, as in {@code old=FILE}.
 */
public final class Inputs {
  private final CommitResults commits;
  private final @Nullable String host;

  /**
   * Inputs of a checkout.
   *
   * @param checkout where git knows the commits
   * @param results where {@code <host>/<UTC>-<commit8>.json} are
   * @param host name of the folder of the host that counts, where there are several; or null
   */
  public Inputs(Path checkout, Path results, @Nullable String host) {
    this.commits = new CommitResults(checkout, results);
    this.host = host;
  }

  /**
   * The sides that the arguments name, each with a name of its own.
   *
   * @throws ResultFileException if a file cannot be read
   * @throws ComparisonException if an argument names no run, or more than can be meant
   */
  public List<Side> resolve(List<String> arguments) throws ResultFileException {
    List<Side> sides = new ArrayList<>();
    for (String argument : arguments) {
      sides.add(resolve(argument));
    }
    return distinct(sides);
  }

  private Side resolve(String argument) throws ResultFileException {
    int equals = argument.indexOf('=');
    if (equals < 1 || Files.exists(Path.of(argument))) {
      return find(argument);
    }
    return find(argument.substring(equals + 1)).named(argument.substring(0, equals));
  }

  private Side find(String argument) throws ResultFileException {
    Path path = Path.of(argument);
    if (Files.isDirectory(path)) {
      Side side = side(argument, argument, ResultFolder.files(path));
      return side.named(side.runs().getLast().git().shortName());
    }
    if (Files.exists(path) || argument.contains(".json")) {
      RunFile run = ResultFile.read(path);
      return new Side(run.git().shortName(), argument, List.of(run));
    }
    return side(argument, argument, commits.files(argument));
  }

  /** All runs of one commit on one host. */
  private Side side(String name, String argument, List<Path> files) throws ResultFileException {
    List<Path> wanted =
        files.stream()
            .filter(file -> host == null || host.equals(ResultFolder.host(file)))
            .toList();
    if (wanted.isEmpty()) {
      throw new ComparisonException(
          argument
              + ": no result file"
              + (host == null ? "" : " of host " + host)
              + "; there are "
              + names(files));
    }
    List<RunFile> runs = new ArrayList<>();
    for (Path file : wanted) {
      runs.add(ResultFile.read(file));
    }
    one(argument, "commits", runs.stream().map(run -> run.git().shortName()).toList(), "a file");
    one(argument, "hosts", wanted.stream().map(ResultFolder::host).toList(), "--host");
    String origin =
        wanted.stream()
            .map(file -> ResultFolder.host(file) + "/" + file.getFileName())
            .collect(Collectors.joining(", "));
    return new Side(name, origin, Side.sorted(runs));
  }

  private static void one(String argument, String what, List<String> found, String remedy) {
    TreeSet<String> distinct = new TreeSet<>(found);
    if (distinct.size() > 1) {
      throw new ComparisonException(
          argument
              + ": results of "
              + distinct.size()
              + " "
              + what
              + " ("
              + String.join(", ", distinct)
              + "): choose one with "
              + remedy);
    }
  }

  private static String names(List<Path> files) {
    return files.isEmpty()
        ? "none at all"
        : files.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  /** Numbers the sides that would have one name. */
  private static List<Side> distinct(List<Side> sides) {
    Map<String, Integer> uses = new HashMap<>();
    sides.forEach(side -> uses.merge(side.name(), 1, Integer::sum));
    Map<String, Integer> next = new HashMap<>();
    return sides.stream()
        .map(side ->
            uses.getOrDefault(side.name(), 0) == 1
                ? side
                : side.named(side.name() + "#" + next.merge(side.name(), 1, Integer::sum)))
        .toList();
  }
}
