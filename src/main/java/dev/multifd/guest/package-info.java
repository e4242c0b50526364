/**
 * The guest as migration sees it: named RAM blocks, which of their pages are dirty, who writes to
 * them, and what they hold before the migration and must hold after it.
 *
 * <p>Here live the memory ({@link dev.multifd.guest.GuestRam}, {@link dev.multifd.guest.RamBlock}),
 * its dirty bitmap and trackers, and the content that a benchmark loads and verifies: a generated
 * idle guest ({@link dev.multifd.guest.IdleGuest}) or the image of a real one, a raw file a block
 * ({@link dev.multifd.guest.RawImage}), and what writers have made of it since ({@link
 * dev.multifd.guest.StressGuest}, {@link dev.multifd.guest.StressedContent}). Nothing here knows of
 * packets, channels or sockets.
 *
 * <p>QEMU's counterparts: {@code system/physmem.c}, {@code include/exec/ramblock.h} and the dirty
 * bitmap half of {@code migration/ram.c}.
 */
@NullMarked
package dev.multifd.guest;

import org.jspecify.annotations.NullMarked;
