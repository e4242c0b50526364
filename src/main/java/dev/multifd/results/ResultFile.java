package dev.multifd.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Reads what {@link ResultStore} has kept. */
public final class ResultFile {
  private static final String VERSION = "schemaVersion";

  private ResultFile() {}

  /**
   * The run in a file; nothing in it is null but what may be.
   *
   * @throws ResultFileException saying what is wrong with the file, and what would do
   */
  public static RunFile read(Path file) throws ResultFileException {
    if (!Files.isRegularFile(file)) {
      throw new ResultFileException(
          file + ": no such file; give a result file, such as those in results/");
    }
    try {
      JsonNode tree = ResultJson.readTree(Files.readString(file));
      checkVersion(file, tree);
      RunFile run = ResultJson.readRun(tree);
      check(file, run);
      return run;
    } catch (JsonEOFException e) {
      throw new ResultFileException(file + ": damaged: it ends in the middle; is it a whole copy?");
    } catch (JsonProcessingException e) {
      throw new ResultFileException(file + ": not a result file: " + e.getOriginalMessage());
    } catch (CharacterCodingException e) {
      throw new ResultFileException(file + ": not a result file: no text");
    } catch (ResultFileException e) {
      throw e;
    } catch (IOException e) {
      throw new ResultFileException(file + " cannot be read: " + e.getMessage());
    }
  }

  private static void checkVersion(Path file, JsonNode tree) throws ResultFileException {
    JsonNode version = tree.path(VERSION);
    if (!version.isInt()) {
      throw new ResultFileException(
          file + ": not a result file (a -jmh.json is JMH's): it has no " + VERSION);
    }
    if (version.intValue() != RunFile.SCHEMA_VERSION) {
      throw new ResultFileException(
          file
              + ": schema version "
              + version.intValue()
              + ", and this program reads "
              + RunFile.SCHEMA_VERSION
              + "; read it with the program that wrote it");
    }
  }

  private static void check(Path file, RunFile run) throws ResultFileException {
    String missing = MissingPart.of(run);
    if (missing != null) {
      throw new ResultFileException(file + ": damaged: it has no " + missing);
    }
    Set<String> ids = new HashSet<>();
    for (CellResult cell : run.cells()) {
      if (!ids.add(cell.id())) {
        throw new ResultFileException(file + ": damaged: it has two cells " + cell.id());
      }
    }
  }
}
