package dev.multifd.migration.letter;

import dev.multifd.guest.Placement;
import dev.multifd.migration.model.GuestParameters;
import dev.multifd.migration.model.MigrationModel;
import dev.multifd.migration.model.ModelOutcome;
import dev.multifd.migration.model.ModelParameters;
import dev.multifd.migration.model.Pipeline;
import dev.multifd.source.Accounting;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The letter's figures beside the model's, as text. */
public final class LetterText {
  private static final int[] STRETCHES = {1, 2, 4, 8};
  private static final int LUCKY_SEEDS = 6;

  /** What the letter says it tried first: current multifd would not converge. */
  private static final GuestParameters FIRST_TRY = GuestParameters.DIRTYING.withSetPages(131_072);

  private static final long KBYTE = 1024;

  private final StringBuilder out = new StringBuilder();
  private final CoverLetter letter;

  private LetterText(CoverLetter letter) {
    this.letter = letter;
  }

  /**
   * The whole text, ending with a line feed.
   *
   * @param letter the printed figures
   */
  public static String of(CoverLetter letter) {
    LetterText text = new LetterText(letter);
    text.head();
    text.runs();
    text.spread();
    text.runLengths();
    text.differences();
    text.line("Without any model");
    Arithmetic.remarks(letter).forEach(remark -> text.line("  " + remark));
    return text.out.toString();
  }

  private void head() {
    line(letter.source());
    line("printed: as the letter has it.");
    line(
        "model: the source's own save loop, limit and books in virtual time, by the books of that");
    line("  run's QEMU: v5's where zero pages go by multifd, the true ones elsewhere.");
    line(
        "exact: the same migration by true books. Costs are fitted; see analysis/cover-letter.md.");
    line("");
  }

  private void runs() {
    Map<GuestScenario, Map<Pipeline, Integer>> seen = new EnumMap<>(GuestScenario.class);
    for (LetterRun run : letter.runs()) {
      int seed =
          seen.computeIfAbsent(run.scenario(), _ -> new EnumMap<>(Pipeline.class))
              .merge(run.mode(), 1, Integer::sum);
      ModelParameters parameters = run.parameters(seed);
      ModelOutcome model = MigrationModel.run(parameters);
      ModelOutcome exact =
          run.accounting() == Accounting.EXACT
              ? null
              : MigrationModel.run(parameters.withAccounting(Accounting.EXACT));
      new RunTable(out, run, model, exact).print(seed);
    }
  }

  private void spread() {
    line("Dirty sync counts of the dirtying guest, model, from " + LUCKY_SEEDS + " seeds");
    ModelParameters multifd = first(Pipeline.MULTIFD).parameters(1);
    ModelParameters legacy = first(Pipeline.LEGACY).parameters(1);
    syncs("current multifd", legacy);
    syncs("multifd + zero page, v5's books", multifd);
    syncs("multifd + zero page, true books", multifd.withAccounting(Accounting.EXACT));
    syncs("current multifd, 4 * 512 MiB", legacy.withGuest(FIRST_TRY));
    LetterRun precopy = first(Pipeline.PRECOPY);
    Long rate = precopy.printed().dirtyPagesRate();
    if (rate != null) {
      GuestParameters slow = GuestParameters.DIRTYING.withWritesPerSecond(rate);
      syncs("precopy, " + rate + " writes a second", precopy.parameters(1).withGuest(slow));
    }
    line("");
  }

  private LetterRun first(Pipeline mode) {
    return letter.runs(GuestScenario.DIRTYING, mode).getFirst();
  }

  private void syncs(String name, ModelParameters parameters) {
    List<String> counts = new ArrayList<>();
    for (int seed = 1; seed <= LUCKY_SEEDS; seed++) {
      ModelOutcome outcome = MigrationModel.run(parameters.withSeed(seed));
      counts.add(outcome.dirtySyncCount() + (outcome.converged() ? "" : " (not yet)"));
    }
    line("  %-34s %s".formatted(name, String.join(", ", counts)));
  }

  private void runLengths() {
    line("Idle, multifd + zero page, model by v5's books: where the non-zero pages lie");
    LetterRun run = letter.runs(GuestScenario.IDLE, Pipeline.MULTIFD).getFirst();
    for (int stretch : STRETCHES) {
      where(
          "clusters of %d pages on average".formatted(96 * stretch),
          run,
          GuestParameters.IDLE.withStretch(stretch));
    }
    GuestParameters once = GuestParameters.IDLE.withStretch(1);
    where("in one block, a quarter up", run, once.withPlacement(Placement.ONE_BLOCK));
    where("in one block, at the bottom", run, once.withPlacement(Placement.LOW));
    where("single pages anywhere", run, once.withPlacement(Placement.UNIFORM));
    line("");
  }

  private void where(String name, LetterRun run, GuestParameters guest) {
    ModelOutcome outcome = MigrationModel.run(run.parameters(1).withGuest(guest));
    line(
        "  %-34s %5d ms, %8d kB booked, %6d kB sent"
            .formatted(
                name,
                Math.round(outcome.totalNs() / 1e6),
                outcome.transferredBytes() / KBYTE,
                outcome.trueBytes() / KBYTE));
  }

  /** Where a reader must not take the model for the letter. */
  private void differences() {
    line("Where the model and the letter differ");
    line(
        "  idle, precopy and current multifd: one cost of a zero page cannot give both; the model");
    line("    has the first slower than the second, the letter faster.");
    line("  idle, multifd + zero page: how much is booked falsely depends on how long the guest's");
    line(
        "    runs of non-zero pages are (above); the letter's two runs lie about 192 and 384. The");
    line(
        "    model's downtime is a quarter to a half shorter: its last pages cost what others do.");
    line("  dirtying, precopy: about a tenth more synchronisations than printed.");
    line(
        "  dirtying, multifd + zero page: the letter has 4 synchronisations twice; the model has"
            + " 4");
    line("    or 5: where the set lies decides whether the look after the first finds it all.");
    line("");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
