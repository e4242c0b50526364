/**
 * Counters and histograms that a migration's threads write while it runs and others read.
 *
 * <p>One writer a counter, no locks, no allocation. What is printed of them and how it is worded
 * may not live here, and nothing of ours is imported.
 *
 * <p>QEMU's counterpart: {@code migration/migration-stats.c}, without the rate limit that it keeps
 * there too; that one is the source's.
 */
@NullMarked
package dev.multifd.counters;

import org.jspecify.annotations.NullMarked;
