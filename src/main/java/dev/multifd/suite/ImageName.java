package dev.multifd.suite;

import java.nio.file.Path;

/** A guest's image by its file name: where it lay says nothing on another machine. */
final class ImageName {
  private ImageName() {}

  /** The file name of an image. */
  static String of(Path image) {
    Path name = image.getFileName();
    return name == null ? image.toString() : name.toString();
  }

  /** The file name as a word of a cell's id, which {@code --only} can name. */
  static String word(Path image) {
    return of(image).replaceAll("[^A-Za-z0-9._]", "_");
  }
}
