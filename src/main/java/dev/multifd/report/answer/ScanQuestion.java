package dev.multifd.report.answer;

import dev.multifd.report.cells.Figures;
import dev.multifd.report.cells.Forks;
import dev.multifd.report.cells.ScanCells;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What vectors are worth in each state of memory. */
final class ScanQuestion implements Question {
  private static final String LOOP = "the 64-bit loop";

  /** The widest first. */
  private static final List<String> VECTORS =
      List.of("vector512", "vector256", "vector128", ScanCells.BEST);

  @Override
  public String text() {
    return "What are vectors worth, over a loop of 64-bit words?";
  }

  @Override
  public List<Finding> findings(RunFile run) {
    ScanCells scans = ScanCells.of(run.cells());
    Map<String, List<Answer>> byKind = new LinkedHashMap<>();
    for (String regime : scans.regimes()) {
      widest(scans, regime)
          .map(cell -> answer(regime, cell))
          .ifPresent(answer ->
              byKind.computeIfAbsent(ScanCells.kindOf(regime), _ -> new ArrayList<>()).add(answer));
    }
    return byKind.values().stream()
        .map(answers -> new Finding("vectors / " + LOOP, answers))
        .toList();
  }

  private static Optional<CellResult> widest(ScanCells scans, String regime) {
    return VECTORS.stream()
        .flatMap(kernel -> scans.cell(regime, kernel).stream())
        .filter(cell -> !Forks.ofCounter(cell, ScanCells.PERCENT_OF_LONGS).isEmpty())
        .findFirst();
  }

  private static Answer answer(String regime, CellResult cell) {
    Ratio ratio = Ratio.within(Forks.ofCounter(cell, ScanCells.PERCENT_OF_LONGS).times(0.01));
    String kernel = words(cell.params().getOrDefault("scanner", ""));
    Forks speed = Forks.ofCounter(cell, ScanCells.SPEED);
    return new Answer(
        "memory: " + ScanCells.regimeWords(regime),
        Wording.SPEED.say(kernel, LOOP, ratio),
        Stream.of(speed)
                .filter(forks -> !forks.isEmpty())
                .map(forks -> Figures.text(forks.median()) + " GB/s, ")
                .findFirst()
                .orElse("")
            + "each of %d forks took both in turns".formatted(ratioForks(cell)),
        kernel + " / " + LOOP,
        ratio,
        List.of(cell.id()));
  }

  private static int ratioForks(CellResult cell) {
    return Forks.ofCounter(cell, ScanCells.PERCENT_OF_LONGS).count();
  }

  private static String words(String kernel) {
    return kernel.startsWith("vector")
        ? "a kernel of " + kernel.substring("vector".length()) + "-bit vectors"
        : "the " + kernel + " kernel";
  }
}
