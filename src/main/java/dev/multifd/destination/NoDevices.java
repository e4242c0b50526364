package dev.multifd.destination;

import dev.multifd.lifecycle.MigrationException;
import dev.multifd.qemufile.QemuFileReader;
import dev.multifd.wire.MainStreamDecoder;
import dev.multifd.wire.SectionType;
import java.io.IOException;

/** The end of a guest without devices: the end mark and a description, nothing else. */
final class NoDevices implements StreamTail {
  private static final int MAX_DESCRIPTION_BYTES = 16 << 20;

  @Override
  public void read(QemuFileReader file, boolean returnPath) throws IOException {
    MainStreamDecoder decoder = new MainStreamDecoder(file);
    int type = decoder.readSectionType();
    switch (type) {
      case SectionType.EOF -> readDescription(decoder);
      case SectionType.FULL ->
          throw new MigrationException(
              "device section '"
                  + decoder.readSectionHeader().idstr()
                  + "': only guests without devices can be loaded");
      default ->
          throw new MigrationException(
              "section type 0x" + Integer.toHexString(type) + ": a section of ram after its END");
    }
  }

  private static void readDescription(MainStreamDecoder decoder) throws IOException {
    int type = decoder.readSectionType();
    if (type != SectionType.VMDESCRIPTION) {
      throw new MigrationException(
          "section type 0x" + Integer.toHexString(type) + " after the end of the stream");
    }
    decoder.readVmDescription(MAX_DESCRIPTION_BYTES);
  }
}
