/**
 * A real QEMU as the other end: found on this machine, started with a paused guest, told over QMP
 * what to do, and killed in the end, whatever it does. No bytes of a migration are read or written
 * here: {@code migration} does that.
 */
@NullMarked
package dev.multifd.peer;

import org.jspecify.annotations.NullMarked;
