package dev.multifd.migration.capture;

import dev.multifd.guest.PageContent;
import dev.multifd.guest.RawImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real guest's RAM, in whichever form it was kept. */
public final class GuestImages {
  private GuestImages() {}

  /**
   * What RAM holds by a raw image, or by the folder of a capture.
   *
   * @throws IllegalArgumentException if the file is no image
   * @throws IOException if it cannot be opened, or the capture is not whole
   */
  public static PageContent open(Path image) throws IOException {
    return Files.isDirectory(image) ? StoredGuest.open(image).content() : RawImage.open(image);
  }
}
