/**
 * Linux through {@code java.lang.foreign}: mappings and their advice, vectored reads and writes,
 * stream sockets, sparse files, the page map, write protection, a thread's usage.
 *
 * <p>The only room that calls native functions, each as a thin method that turns errno into an
 * exception with one clear line. It knows bytes and addresses; what they mean to a migration may
 * not live here, and nothing of ours is imported.
 *
 * <p>QEMU's counterparts: {@code util/oslib-posix.c}, {@code util/mmap-alloc.c} and {@code
 * io/channel-socket.c}.
 */
@NullMarked
package dev.multifd.io;

import org.jspecify.annotations.NullMarked;
