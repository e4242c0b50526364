package dev.multifd.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what {@link ResultStore} has kept. */
public final class ResultFile {
  private ResultFile() {}

  /**
   * The run in a file.
   *
   * @throws ResultFileException saying what is wrong with the file, and what would do
   */
  public static RunFile read(Path file) throws ResultFileException {
    if (!Files.isRegularFile(file)) {
      throw new ResultFileException(
          file + ": no such file; give a result file, such as those in results/");
    }
    RunFile run;
    try {
      run = ResultJson.readRun(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new ResultFileException(
          file + ": not a result file (a -jmh.json is JMH's): " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new ResultFileException(file + " cannot be read: " + e.getMessage());
    }
    if (run.schemaVersion() != RunFile.SCHEMA_VERSION) {
      throw new ResultFileException(
          file
              + ": schema version "
              + run.schemaVersion()
              + ", and this program reads "
              + RunFile.SCHEMA_VERSION);
    }
    return run;
  }
}
