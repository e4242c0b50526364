package dev.multifd;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.StringWrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds every source file to google-java-format. It is a test, not a plugin of the build, because
 * the formatter must run on the JDK that knows the sources' syntax, and Maven may run on an older
 * one.
 *
 * <p>{@code mvn test -Dtest=SourceFormatTest -Dformat=apply} rewrites the files instead of failing.
 */
class SourceFormatTest {
  private static final String REMEDY = "mvn test -Dtest=SourceFormatTest -Dformat=apply";

  private final Formatter formatter = new Formatter();

  @Test
  void sourcesAreFormatted() throws IOException, FormatterException {
    boolean apply = "apply".equals(System.getProperty("format"));
    List<Path> misformatted = new ArrayList<>();
    for (Path file : javaFiles()) {
      String source = Files.readString(file);
      String formatted = StringWrapper.wrap(formatter.formatSourceAndFixImports(source), formatter);
      if (source.equals(formatted)) {
        continue;
      }
      if (apply) {
        Files.writeString(file, formatted);
      } else {
        misformatted.add(file);
      }
    }
    assertThat(misformatted).as("files that this command mends: %s", REMEDY).isEmpty();
  }

  private static List<Path> javaFiles() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
