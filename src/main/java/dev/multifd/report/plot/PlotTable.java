package dev.multifd.report.plot;

import dev.multifd.report.cells.Figures;
import dev.multifd.report.cells.Forks;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of a chart for people who cannot see it, or want them exact.
 *
 * @param head names of the columns
 * @param rows as many texts each
 */
public record PlotTable(List<String> head, List<List<String>> rows) {
  public PlotTable {
    head = List.copyOf(head);
    rows = List.copyOf(rows);
  }

  /** A table that is filled row by row. */
  static final class Builder {
    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    /** With columns of one's own; {@link #forks} adds the others. */
    Builder(String... head) {
      this.head = List.of(head);
    }

    /** Adds a row of texts. */
    void row(String... texts) {
      rows.add(List.of(texts));
    }

    /** Adds a row that ends with the figures of forks. */
    void forks(Forks forks, String... texts) {
      List<String> row = new ArrayList<>(List.of(texts));
      row.add(Figures.text(forks.median()));
      row.add(Figures.text(forks.min()));
      row.add(Figures.text(forks.max()));
      row.add(Integer.toString(forks.count()));
      rows.add(List.copyOf(row));
    }

    /** The table of rows of forks. */
    PlotTable ofForks(String unit) {
      List<String> columns = new ArrayList<>(head);
      columns.addAll(List.of("median, " + unit, "least fork", "greatest fork", "forks"));
      return new PlotTable(columns, rows);
    }

    /** The table of rows of texts. */
    PlotTable ofTexts() {
      return new PlotTable(head, rows);
    }
  }
}
