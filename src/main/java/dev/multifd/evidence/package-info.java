/**
 * What a shot leaves beside its time, and how it gets from the fork that fired it to the launcher:
 * each check by name, and histograms of what the shot did many times. The benchmark writes, the
 * suite reads; this room is all that they share.
 *
 * <p>What is checked may not live here, nor how it is kept in a result file, and nothing of ours is
 * imported. QEMU has no counterpart.
 */
@NullMarked
package dev.multifd.evidence;

import org.jspecify.annotations.NullMarked;
