/**
 * The main channel's buffered byte stream, both ways (QEMU: migration/qemu-file.c). It knows bytes
 * and sockets; what they mean is said in {@code wire}, by {@code source} and by {@code
 * destination}.
 */
@NullMarked
package dev.multifd.qemufile;

import org.jspecify.annotations.NullMarked;
