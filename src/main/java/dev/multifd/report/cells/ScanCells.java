package dev.multifd.report.cells;

import static java.util.Comparator.comparingInt;

import dev.multifd.results.CellResult;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The scans of small pages of zeroes that a run has: one cell a kernel and state of memory. */
public final class ScanCells {
  /** The counter of a kernel's speed in gigabytes a second. */
  public static final String SPEED = "gbPerS";

  /** The counter of a plain read stream's, over the same pages in turns with the kernel. */
  public static final String READ_SPEED = "readGbPerS";

  /** The counter of a kernel's speed in percent of the 64-bit loop's, in turns with it. */
  public static final String PERCENT_OF_LONGS = "percentOfLongs";

  /** What the pipeline takes unless told otherwise: one of the other kernels. */
  public static final String BEST = "best";

  /** From the fastest memory to none. */
  private static final Map<String, String> REGIMES = words();

  private final List<CellResult> cells;

  private ScanCells(List<CellResult> cells) {
    this.cells = cells;
  }

  private static Map<String, String> words() {
    Map<String, String> regimes = new LinkedHashMap<>();
    regimes.put("l1", "L1");
    regimes.put("l2", "L2");
    regimes.put("l3", "L3");
    regimes.put("dram-thp", "written, huge pages");
    regimes.put("dram-4k", "written, 4 KiB pages");
    regimes.put("read-touched-thp", "read before, huge pages");
    regimes.put("read-touched-4k", "read before, 4 KiB pages");
    regimes.put("never-touched-thp", "first touch, huge pages");
    regimes.put("never-touched-4k", "first touch, 4 KiB pages");
    return regimes;
  }

  /** Those of a run that measured. */
  public static ScanCells of(List<CellResult> cells) {
    return new ScanCells(Cells.measured(cells).stream().filter(ScanCells::isPlain).toList());
  }

  private static boolean isPlain(CellResult cell) {
    return cell.params().containsKey("regime")
        && cell.params().getOrDefault("content", "").equals("zero")
        && cell.params().getOrDefault("pageSize", "").equals("4K")
        && cell.params().getOrDefault("guest", "").isEmpty();
  }

  /** Those whose kernel is called by its name. */
  public ScanCells named() {
    return new ScanCells(
        cells.stream().filter(cell -> !BEST.equals(cell.params().get("scanner"))).toList());
  }

  /** The cells. */
  public List<CellResult> cells() {
    return cells;
  }

  /** The states of memory, from the fastest to none. */
  public List<String> regimes() {
    List<String> known = List.copyOf(REGIMES.keySet());
    return values("regime").stream().sorted(comparingInt(known::indexOf)).toList();
  }

  /** The kernels, in the order of the cells. */
  public Set<String> kernels() {
    return values("scanner");
  }

  private Set<String> values(String parameter) {
    Set<String> values = new LinkedHashSet<>();
    cells.forEach(cell -> values.add(cell.params().getOrDefault(parameter, "")));
    return values;
  }

  /** The cell of a kernel in a state of memory. */
  public Optional<CellResult> cell(String regime, String kernel) {
    return cells.stream()
        .filter(cell ->
            regime.equals(cell.params().get("regime"))
                && kernel.equals(cell.params().get("scanner")))
        .findFirst();
  }

  /** A state of memory in words. */
  public static String regimeWords(String regime) {
    return REGIMES.getOrDefault(regime, regime);
  }

  /** What kind of memory it is: those of one kind differ in size alone. */
  public static String kindOf(String regime) {
    return regime.contains("touched") ? regime.substring(0, regime.lastIndexOf('-')) : "written";
  }
}
