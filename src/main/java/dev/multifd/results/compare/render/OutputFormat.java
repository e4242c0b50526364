package dev.multifd.results.compare.render;

/** The formats of a comparison. */
public enum OutputFormat {
  /** Columns for a terminal. */
  TEXT,
  /** Tables of Markdown, for a pull request. */
  MD,
  /** One line a row, for a spreadsheet. */
  CSV,
  /** Everything, for a program. */
  JSON,
  /** A page that needs no other file. */
  HTML;

  /** What writes it; the palette is for text alone. */
  public Renderer renderer(Palette palette) {
    return switch (this) {
      case TEXT -> new TextRenderer(palette);
      case MD -> new MarkdownRenderer();
      case CSV -> new CsvRenderer();
      case JSON -> new JsonRenderer();
      case HTML -> new HtmlRenderer();
    };
  }
}
