/**
 * A whole migration: both ends joined in one process, the proof that what arrived is what was sent,
 * and the numbers in the words of {@code info migrate}.
 *
 * <p>How an end works may not live here, nor how often a migration is measured and what is kept of
 * it.
 *
 * <p>QEMU's counterparts: {@code migration/migration.c} and {@code migration/migration-hmp-cmds.c}.
 */
@NullMarked
package dev.multifd.migration;

import org.jspecify.annotations.NullMarked;
