package dev.multifd.guest;

import dev.multifd.io.SparseFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The files of an image, open for reading, in the order of its blocks. */
final class OpenImage implements OpenContent {
  private final List<SparseFile> files = new ArrayList<>();

  /**
   * Opens all of them.
   *
   * @throws IOException if one is no longer to be had, or has another size
   */
  OpenImage(List<ImageFile> images) throws IOException {
    try {
      for (ImageFile image : images) {
        files.add(image.open());
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public ImagePages reader() {
    return new ImagePages(files);
  }

  @Override
  public void close() {
    files.forEach(SparseFile::close);
  }
}
