package dev.multifd.wire;

import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the source says of itself behind the file header (QEMU {@code vmstate_configuration}).
 *
 * @param machine the versioned machine type, such as {@code pc-q35-10.0}
 * @param targetPageBits log2 of the guest's page size, where it is not the CPU's minimum
 * @param uuid the guest's UUID, if the source has the capability {@code validate-uuid}
 */
public record Configuration(String machine, OptionalInt targetPageBits, @Nullable UUID uuid) {}
