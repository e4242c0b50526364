package dev.multifd.wire;

import java.io.IOException;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The subsections of one configuration, each at most once (QEMU {@code vmstate_configuration}). */
final class ConfigurationSubsections {
  static final String UUID_NAME = "configuration/uuid";
  static final int VERSION = 1;

  private static final int MAX_CAPABILITIES = 256;

  private final WireInput in;
  private final Set<String> seen = new HashSet<>();
  private OptionalInt targetPageBits = OptionalInt.empty();
  private @Nullable UUID uuid;

  ConfigurationSubsections(WireInput in) {
    this.in = in;
  }

  Configuration configurationOf(String machine) {
    return new Configuration(machine, targetPageBits, uuid);
  }

  void readNext() throws IOException {
    String name = WireString.read(in, "subsection name");
    if (!seen.add(name)) {
      throw new WireException("subsection", name + " twice", "each at most once");
    }
    int version = in.readInt();
    if (version != VERSION) {
      throw WireException.range(
          "version of subsection " + name, Integer.toUnsignedLong(version), VERSION, VERSION);
    }
    switch (name) {
      case "configuration/target-page-bits" -> targetPageBits = OptionalInt.of(in.readInt());
      case "configuration/capabilities" -> refuseCapabilities();
      case UUID_NAME -> uuid = new UUID(in.readLong(), in.readLong());
      default ->
          throw new WireException(
              "subsection",
              '"' + name + '"',
              "configuration/target-page-bits, configuration/capabilities or configuration/uuid");
    }
  }

  /** QEMU names here only what changes the block list, so every name is one too many. */
  private void refuseCapabilities() throws IOException {
    int count = in.readInt();
    if (Integer.compareUnsigned(count, MAX_CAPABILITIES) > 0) {
      throw WireException.range(
          "number of capabilities", Integer.toUnsignedLong(count), 0, MAX_CAPABILITIES);
    }
    if (count > 0) {
      String capability = WireString.read(in, "capability name");
      throw new WireException("capability " + capability, "on at the source", "it to be off");
    }
  }
}
