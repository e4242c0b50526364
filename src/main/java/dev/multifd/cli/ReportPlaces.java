package dev.multifd.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a report goes: its page, and for each result file the folder of its charts. */
final class ReportPlaces {
  private static final String PAGE = ".html";

  /** The page of several files. */
  private static final String SEVERAL = "report";

  private final Path page;
  private final List<Path> charts;

  private ReportPlaces(Path page, List<Path> charts) {
    this.page = page;
    this.charts = charts;
  }

  /**
   * The places.
   *
   * @param files the result files, at least one
   * @param out a page's file or a folder; null is beside the files
   */
  static ReportPlaces of(List<Path> files, @Nullable Path out) {
    boolean one = files.size() == 1;
    String name = one ? stem(files.getFirst()) : SEVERAL;
    if (out == null) {
      return new ReportPlaces(
          files.getFirst().resolveSibling(name + PAGE),
          files.stream().map(file -> file.resolveSibling(stem(file))).toList());
    }
    boolean isPage = out.toString().endsWith(PAGE);
    Path page = isPage ? out : out.resolve(name + PAGE);
    Path folder = isPage ? out.resolveSibling(withoutSuffix(out, PAGE)) : out;
    return new ReportPlaces(
        page, files.stream().map(file -> one ? folder : folder.resolve(stem(file))).toList());
  }

  /** The page. */
  Path page() {
    return page;
  }

  /** The folder of one file's charts. */
  Path charts(int file) {
    return charts.get(file);
  }

  private static String stem(Path file) {
    return withoutSuffix(Path.of(withoutSuffix(file, ".partial")), ".json");
  }

  private static String withoutSuffix(Path file, String suffix) {
    String name = file.getFileName().toString();
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }
}
