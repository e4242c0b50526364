/**
 * Between a batch of pages and the IOV that carries it: the compression methods and the packing
 * strategies, each an implementation of a small interface in a file of its own.
 *
 * <p>Sockets and threads may not live here: a payload is prepared for, or taken from, a channel
 * that somebody else drives.
 *
 * <p>QEMU's counterparts: {@code migration/multifd-nocomp.c}, {@code migration/multifd-zlib.c} and
 * {@code migration/multifd-zstd.c}.
 */
@NullMarked
package dev.multifd.payload;

import org.jspecify.annotations.NullMarked;
