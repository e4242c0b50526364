package dev.multifd.source;

/** The JSON that ends a main stream (QEMU {@code vmdesc}). */
final class VmDescription {
  private VmDescription() {}

  /** The description of a guest that has RAM and no devices. */
  static String withoutDevices(String machine) {
    return "{\"configuration\": {\"vmsd_name\": \"configuration\", \"version\": 1, \"fields\": []},"
        + " \"page_size\": 4096, \"machine\": \""
        + machine
        + "\", \"devices\": []}";
  }
}
