package dev.multifd.wire;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/** Serves bytes from an array and knows how many are left. */
final class ByteArrayInput implements WireInput {
  private final ByteArrayInputStream bytes;
  private final DataInputStream data;

  ByteArrayInput(byte[] content) {
    bytes = new ByteArrayInputStream(content);
    data = new DataInputStream(bytes);
  }

  static ByteArrayInput ofHex(String hex) {
    return new ByteArrayInput(Hex.parse(hex));
  }

  int left() {
    return bytes.available();
  }

  @Override
  public int readByte() throws IOException {
    return data.readUnsignedByte();
  }

  @Override
  public int readShort() throws IOException {
    return data.readUnsignedShort();
  }

  @Override
  public int readInt() throws IOException {
    return data.readInt();
  }

  @Override
  public long readLong() throws IOException {
    return data.readLong();
  }

  @Override
  public void readBytes(byte[] dst) throws IOException {
    data.readFully(dst);
  }
}
