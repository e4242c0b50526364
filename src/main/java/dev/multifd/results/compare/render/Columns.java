package dev.multifd.results.compare.render;

import dev.multifd.results.compare.Criteria;
import dev.multifd.results.compare.Geomean;
import dev.multifd.results.compare.Row;
import dev.multifd.results.compare.Table;
import java.util.List;

/** What the columns of a table for people say; those of text, Markdown and HTML are the same. */
final class Columns {
  private static final String NOTHING = "";

  private Columns() {}

  static List<String> head(Block block, Table table, Criteria criteria) {
    return List.of(
        block.title(),
        table.base(),
        table.contender(),
        "change",
        Math.round(100 * criteria.confidence()) + "% CI",
        "p",
        "verdict");
  }

  static List<String> of(Row row) {
    return List.of(
        row.name(),
        Figure.estimate(row.base()),
        Figure.estimate(row.contender()),
        Figure.change(row.effect()),
        Figure.interval(row.effect()),
        Figure.p(row.effect()),
        row.verdict().text());
  }

  static List<String> of(Geomean mean) {
    return List.of(
        "geomean of " + mean.rows() + " rows, " + Block.direction(mean.better()),
        NOTHING,
        NOTHING,
        Figure.percent(mean.change()),
        NOTHING,
        NOTHING,
        NOTHING);
  }
}
