/**
 * A guest that a real QEMU sends here: received, described, and kept as files.
 *
 * <p>How a stream is read may not live here, nor how a QEMU is told to send one.
 *
 * <p>QEMU's counterpart is a destination that was started with {@code -incoming} and {@code -S}: it
 * has everything of the guest and runs nothing of it.
 */
@NullMarked
package dev.multifd.migration.capture;

import org.jspecify.annotations.NullMarked;
