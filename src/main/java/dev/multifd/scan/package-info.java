/**
 * The zero-page scanners: one interface, one implementation a file, chosen by an enum.
 *
 * <p>A scanner says whether a page holds nothing but zeroes. Which pages are scanned, by which
 * thread and what follows from the answer may not live here; of our rooms only {@code io} is
 * imported, for the scanner that calls {@code memcmp}.
 *
 * <p>QEMU's counterpart: {@code util/bufferiszero.c} and the per-architecture {@code
 * bufferiszero.c.inc}.
 */
@NullMarked
package dev.multifd.scan;

import org.jspecify.annotations.NullMarked;
