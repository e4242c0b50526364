/**
 * The byte layouts of a QEMU multifd migration: what each header and record looks like, how it is
 * written and how it is read back from bytes nobody vouches for.
 *
 * <p>Here live the hello and RAM packet of a multifd channel ({@link dev.multifd.wire.InitPacket},
 * {@link dev.multifd.wire.RamPacket}), the framing of the main channel ({@link
 * dev.multifd.wire.MainStreamEncoder}, {@link dev.multifd.wire.MainStreamDecoder}) and the messages
 * of the return path ({@link dev.multifd.wire.ReturnPath}). Everything is big-endian. Malformed
 * bytes end in a {@link dev.multifd.wire.WireException}, a stream that stops early in an {@link
 * java.io.EOFException}; every length is bounded before it is allocated.
 *
 * <p>Sockets, guest memory, threads and the order in which sections and packets may follow each
 * other do not belong here, and nothing else of this project is imported.
 *
 * <p>QEMU's counterparts: {@code migration/multifd.h}, {@code migration/multifd.c}, {@code
 * migration/multifd-nocomp.c} for the packets; {@code migration/savevm.c}, {@code migration/ram.c}
 * and {@code migration/migration.c} for the main channel and the return path.
 */
@NullMarked
package dev.multifd.wire;

import org.jspecify.annotations.NullMarked;
