package dev.multifd.report.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * HTML that is written from front to back. Every text and every value of an attribute is escaped.
 */
final class Html {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param attributes names and values in turns
   */
  Html open(String tag, String... attributes) {
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException("an attribute of <" + tag + "> has no value");
    }
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(escape(attributes[i + 1])).append('"');
    }
    out.append('>');
    open.push(tag);
    return this;
  }

  /** Closes the element that was opened last. */
  Html close() {
    out.append("</").append(open.pop()).append(">\n");
    return this;
  }

  /** Opens an element without content, which has no end. */
  Html empty(String tag, String... attributes) {
    open(tag, attributes);
    open.pop();
    out.append('\n');
    return this;
  }

  /** An element that holds a text and nothing else. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** Text. */
  Html text(String text) {
    out.append(escape(text));
    return this;
  }

  /**
   * An element whose content HTML does not escape: a script or a style.
   *
   * @throws IllegalArgumentException if the content would end the element
   */
  Html verbatim(String tag, String content, String... attributes) {
    if (content.toLowerCase(Locale.ROOT).contains("</" + tag) || content.contains("<!--")) {
      throw new IllegalArgumentException("content that would end its <" + tag + ">");
    }
    open(tag, attributes);
    out.append(content);
    return close();
  }

  /** Adds what another has written, if it has closed every element. */
  Html append(Html other) {
    if (!other.open.isEmpty()) {
      throw new IllegalStateException("still open: " + other.open);
    }
    out.append(other.out);
    return this;
  }

  /** All that was written, if every element has been closed. */
  String document() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + open);
    }
    return "<!DOCTYPE html>\n" + out;
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        case '\0' -> escaped.append('\uFFFD');
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
