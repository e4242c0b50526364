package dev.multifd.destination;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.multifd.wire.SectionType;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the end of a device state that grows: the end mark, then a VMDESCRIPTION whose JSON is
 * whole and is the last that has come. Device state may hold the same bytes by chance, but the text
 * cannot: so the description is the last that looks like one.
 */
final class DescriptionEnd {
  /** End mark, section type, u32 length. */
  private static final int HEAD_BYTES = 6;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final ObjectReader JSON =
      new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private int looked;
  private int lastHead = -1;

  /**
   * Whether the first {@code length} bytes, of which those looked at before are the same, end so.
   */
  boolean isAt(byte[] tail, int length) {
    for (; looked + HEAD_BYTES < length; looked++) {
      if (tail[looked] == SectionType.EOF
          && tail[looked + 1] == SectionType.VMDESCRIPTION
          && tail[looked + HEAD_BYTES] == '{') {
        lastHead = looked;
      }
    }
    return lastHead >= 0 && textBytes(tail) == length - lastHead - HEAD_BYTES && isJson(tail);
  }

  private int textBytes(byte[] tail) {
    return (int) INT.get(tail, lastHead + 2);
  }

  private boolean isJson(byte[] tail) {
    try {
      JsonNode text = JSON.readTree(tail, lastHead + HEAD_BYTES, textBytes(tail));
      return text.isObject();
    } catch (IOException e) {
      return false;
    }
  }
}
