/**
 * The commands behind {@code run-bench.sh}: options and their texts, exit codes, one clear line for
 * a mistake. May not live here: anything that decides or measures; commands hand their options to
 * the rooms below. QEMU's counterpart is its command line and monitor.
 */
@NullMarked
package dev.multifd.cli;

import org.jspecify.annotations.NullMarked;
