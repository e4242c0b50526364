/**
 * The sending end: the RAM save loop over the dirty bitmap, the hand-over of pages to the send
 * channels, zero-page detection, the bandwidth limit and the decision to switch over.
 *
 * <p>Time comes from an injected clock. The receiving end may not be imported: what both ends must
 * agree on lives in {@code wire}.
 *
 * <p>QEMU's counterparts: the save half of {@code migration/ram.c}, the send half of {@code
 * migration/multifd.c}, {@code migration/multifd-zero-page.c}, and the loop of {@code
 * migration/migration.c}.
 */
@NullMarked
package dev.multifd.source;

import org.jspecify.annotations.NullMarked;
