/**
 * The receiving end: the loader of the main channel, the receive channels and the barrier that ends
 * a round for all of them, the validation of what arrives, the received bitmap, and how destination
 * RAM is populated.
 *
 * <p>Nothing that arrives is trusted. The sending end may not be imported: what both ends must
 * agree on lives in {@code wire}.
 *
 * <p>QEMU's counterparts: the load half of {@code migration/ram.c}, the receive half of {@code
 * migration/multifd.c}, the receive function of {@code migration/multifd-zero-page.c}, and the
 * loading side of {@code migration/savevm.c}.
 */
@NullMarked
package dev.multifd.destination;

import org.jspecify.annotations.NullMarked;
