/**
 * How one side of a migration begins and ends: its threads, the first error that ends them all, the
 * watchdog. Nothing here knows what the threads do. QEMU: {@code migrate_set_error}, {@code
 * multifd_send_kick_main} and the terminate functions of migration/multifd.c.
 */
@NullMarked
package dev.multifd.lifecycle;

import org.jspecify.annotations.NullMarked;
