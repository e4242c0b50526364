/**
 * Which cells a profile measures, and the measuring itself: one JMH fork at a time, forks in the
 * outer loop and cells in the inner one, everything kept as it comes.
 *
 * <p>Lives here: the budget table, the plan that the command line makes of it, the JMH launch,
 * progress and time left, interruption. May not live here: anything that migrates. Benchmarks are
 * named by strings, so that this room compiles without them and they are found in the jar at run
 * time. QEMU has no counterpart.
 */
@NullMarked
package dev.multifd.suite;

import org.jspecify.annotations.NullMarked;
