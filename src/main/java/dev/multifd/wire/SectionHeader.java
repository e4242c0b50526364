package dev.multifd.wire;

/**
 * What a START or FULL says of its section behind the type byte.
 *
 * @param sectionId the number that PART, END and FOOTER refer to; u32
 * @param idstr the section's name
 * @param instanceId tells sections of one name apart; u32
 * @param versionId the version of the payload; u32
 */
public record SectionHeader(int sectionId, String idstr, int instanceId, int versionId) {
  /**
   * Checks that this opens the RAM section in the version that is read here.
   *
   * @throws WireException if it is another section or another version
   */
  public void requireRam() throws WireException {
    if (!idstr.equals(MainStream.RAM_IDSTR)) {
      throw new WireException(
          "START section name", '"' + idstr + '"', '"' + MainStream.RAM_IDSTR + '"');
    }
    if (instanceId != 0) {
      throw new WireException("ram section instance id", Integer.toUnsignedString(instanceId), "0");
    }
    if (versionId != MainStream.RAM_VERSION) {
      throw new WireException(
          "ram section version",
          Integer.toUnsignedString(versionId),
          Integer.toString(MainStream.RAM_VERSION));
    }
  }
}
