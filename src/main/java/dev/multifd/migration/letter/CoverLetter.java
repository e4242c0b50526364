package dev.multifd.migration.letter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.multifd.migration.model.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The letter's printed outcomes.
 *
 * @param source where they were printed
 * @param runs in the letter's order
 */
public record CoverLetter(String source, List<LetterRun> runs) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();

  public CoverLetter {
    runs = List.copyOf(runs);
  }

  /**
   * Reads them.
   *
   * @param file {@code analysis/cover-letter.json}
   * @throws IOException if the file cannot be read, or is not what it should be: then the message
   *     names the file
   */
  public static CoverLetter read(Path file) throws IOException {
    try {
      return MAPPER.readValue(Files.readString(file), CoverLetter.class);
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is not the letter's figures: " + e.getOriginalMessage(), e);
    }
  }

  /** Those of one kind, in the letter's order. */
  public List<LetterRun> runs(GuestScenario scenario, Pipeline mode) {
    return runs.stream().filter(r -> r.scenario() == scenario && r.mode() == mode).toList();
  }
}
