/**
 * The JMH benchmarks: one class a question, its comment the question, the picture and the command.
 *
 * <p>A leaf: it may import every room that does the work, and nothing imports it; the suite names
 * its classes by name only. Code under test may not live here, nor may a benchmark assign its own
 * parameters.
 *
 * <p>QEMU's counterparts: {@code tests/bench/bufferiszero-bench.c} for the scanners, {@code
 * guestperf} for whole migrations.
 */
@NullMarked
package dev.multifd.bench;

import org.jspecify.annotations.NullMarked;
