package dev.multifd.results.compare.render;

import dev.multifd.results.GitInfo;
import dev.multifd.results.HostIdentity;
import dev.multifd.results.JvmInfo;
import dev.multifd.results.ResultJson;
import dev.multifd.results.RunFile;
import dev.multifd.results.compare.Comparison;
import dev.multifd.results.compare.Criteria;
import dev.multifd.results.compare.FailOn;
import dev.multifd.results.compare.Side;
import dev.multifd.results.compare.Table;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Everything that the comparison knows; of the runs, what names them. */
final class JsonRenderer implements Renderer {
  private static final int SCHEMA_VERSION = 1;

  @Override
  public String render(Comparison comparison) {
    return ResultJson.write(
        new Document(
            SCHEMA_VERSION,
            comparison.outcome(FailOn.INCONCLUSIVE).name().toLowerCase(Locale.ROOT),
            comparison.criteria(),
            comparison.sides().stream().map(JsonRenderer::side).toList(),
            comparison.tables(),
            comparison.notes()));
  }

  private static SideNames side(Side side) {
    return new SideNames(
        side.name(), side.origin(), side.runs().stream().map(JsonRenderer::run).toList());
  }

  private static RunNames run(RunFile run) {
    return new RunNames(
        run.git(),
        run.environmentAtStart().host(),
        run.environmentAtStart().jvm(),
        run.startedAt(),
        run.configuration().profile(),
        run.label());
  }

  /** The document; its fields are the format. */
  private record Document(
      int schemaVersion,
      String outcome,
      Criteria criteria,
      List<SideNames> sides,
      List<Table> tables,
      List<String> notes) {}

  private record SideNames(String name, String origin, List<RunNames> runs) {}

  private record RunNames(
      GitInfo git,
      HostIdentity host,
      JvmInfo jvm,
      String startedAt,
      String profile,
      @Nullable String label) {}
}
