package dev.multifd.report.page;

/**
 * A whole document around what a page says. Its content security policy lets nothing be fetched and
 * no script run but the page's own, known by its hash.
 */
final class Document {
  private Document() {}

  /**
   * The document.
   *
   * @param body what the page says
   */
  static String of(String title, Html body) {
    String script = Resources.script();
    Html html = new Html();
    html.open("html", "lang", "en").open("head");
    html.empty("meta", "charset", "utf-8");
    html.empty(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; script-src %s; style-src 'unsafe-inline'; img-src data: blob:"
            .formatted(Resources.hash(script)));
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", title);
    html.verbatim("style", Resources.style());
    html.close().open("body");
    html.element(
        "noscript", "The charts need JavaScript; the tables below each have the same values.");
    html.append(body);
    html.verbatim("script", script);
    html.close().close();
    return html.document();
  }
}
