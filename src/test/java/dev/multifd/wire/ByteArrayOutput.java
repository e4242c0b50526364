package dev.multifd.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HexFormat;

/** Collects what is written. */
final class ByteArrayOutput implements WireOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream data = new DataOutputStream(bytes);

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  String hex() {
    return HexFormat.of().formatHex(toByteArray());
  }

  int size() {
    return bytes.size();
  }

  @Override
  public void putByte(int value) throws IOException {
    data.writeByte(value);
  }

  @Override
  public void putShort(int value) throws IOException {
    data.writeShort(value);
  }

  @Override
  public void putInt(int value) throws IOException {
    data.writeInt(value);
  }

  @Override
  public void putLong(long value) throws IOException {
    data.writeLong(value);
  }

  @Override
  public void putBytes(byte[] bytes) throws IOException {
    data.write(bytes);
  }
}
