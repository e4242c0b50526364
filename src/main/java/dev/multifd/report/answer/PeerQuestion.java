package dev.multifd.report.answer;

import dev.multifd.report.cells.CellWords;
import dev.multifd.report.cells.Cells;
import dev.multifd.report.cells.Figures;
import dev.multifd.report.cells.Forks;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How this pipeline does beside a real QEMU, which took turns with it. */
final class PeerQuestion implements Question {
  private static final String PEER = "qemu to qemu";
  private static final Set<String> ENDS = Set.of("source", "destination");

  @Override
  public String text() {
    return "How does it do beside QEMU itself?";
  }

  @Override
  public List<Finding> findings(RunFile run) {
    List<CellResult> cells =
        Cells.measured(run.cells()).stream().filter(Cells::isBesidePeer).toList();
    List<Answer> answers = new ArrayList<>();
    for (CellResult cell : cells) {
      if (!CellWords.ends(cell).equals(PEER)) {
        Map<String, String> common = Cells.without(cell, ENDS);
        cells.stream()
            .filter(other ->
                CellWords.ends(other).equals(PEER) && Cells.without(other, ENDS).equals(common))
            .findFirst()
            .map(peer -> answer(cell, peer))
            .ifPresent(answers::add);
      }
    }
    return Finding.byName(answers);
  }

  /** Forks run in turns, so that a ratio is taken in each round. */
  private static Answer answer(CellResult cell, CellResult peer) {
    Forks own = Forks.of(cell);
    Forks theirs = Forks.of(peer);
    List<Double> rounds = new ArrayList<>();
    for (int round = 0; round < Math.min(own.count(), theirs.count()); round++) {
      rounds.add(theirs.figures().get(round) / own.figures().get(round));
    }
    Ratio ratio = Ratio.within(new Forks(rounds));
    String ends = CellWords.ends(cell);
    return new Answer(
        CellWords.context(cell, ENDS),
        Wording.SPEED.say(ends, PEER, ratio),
        "%s against %s ms, in %d rounds"
            .formatted(Figures.text(own.median()), Figures.text(theirs.median()), rounds.size()),
        ends + " / " + PEER,
        ratio,
        List.of(cell.id(), peer.id()));
  }
}
