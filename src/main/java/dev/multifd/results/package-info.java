/**
 * The result file: its model, the place it is kept, the host it was measured on, and the few
 * statistics the printed table needs.
 *
 * <p>Lives here: the records of one run, {@code ResultStore}, the capture of the environment from
 * {@code /proc} and {@code /sys}, warnings about doubtful hosts, merging of JMH's own JSON. May not
 * live here: anything that measures or knows what a migration is; of ours it imports {@code io}
 * alone, for what the kernel tells in no file. It has no counterpart in QEMU, which prints {@code
 * info migrate} and keeps nothing.
 */
@NullMarked
package dev.multifd.results;

import org.jspecify.annotations.NullMarked;
