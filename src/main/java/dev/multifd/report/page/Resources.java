package dev.multifd.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The files of this jar that go into a page. */
final class Resources {
  private static final List<String> LIBRARIES =
      List.of("vega/vega.min.js", "vega/vega-lite.min.js", "vega/vega-embed.min.js");

  private Resources() {}

  /** Style of the page. */
  static String style() {
    return read("page.css");
  }

  /** The libraries with their licences, and the page's own script, as one. */
  static String script() {
    return "/*!\n"
        + read("vega/LICENSES")
        + "*/\n"
        + LIBRARIES.stream().map(Resources::library).collect(Collectors.joining("\n;\n"))
        + "\n;\n"
        + read("page.js");
  }

  /** Without where its source map would be, which is not here. */
  private static String library(String name) {
    return read(name).replaceAll("(?m)^//# sourceMappingURL=.*$", "");
  }

  /** What a content security policy knows a script by. */
  static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  private static String read(String name) {
    try (InputStream file = Resources.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("this jar was built without " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " of this jar", e);
    }
  }
}
