package dev.multifd.report.page;

import com.fasterxml.jackson.databind.JsonNode;

/** JSON for the content of a script element, where HTML knows no escapes but the end of it. */
final class ScriptJson {
  private ScriptJson() {}

  /** The same JSON without a character that HTML could take for its own. */
  static String of(JsonNode json) {
    // All of these are in strings, where JSON has escapes for them.
    return json.toString()
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }
}
