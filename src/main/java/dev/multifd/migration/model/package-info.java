/**
 * A migration in virtual time: the source's own save loop, rate limit, threshold and books, run
 * over a page map, a made-up clock and a transport that costs nanoseconds a page. Minutes of
 * migration take milliseconds, and come out the same each time.
 *
 * <p>Lives here: the guest's pages, the costs, the three pipelines of the multifd zero-page series,
 * and what came out in the words of {@code info migrate}. May not live here: what somebody printed,
 * sockets, guest memory. QEMU has no counterpart; what is modelled is {@code migration/ram.c} and
 * {@code migration/multifd.c} of version 7.0 with and without the series.
 */
@NullMarked
package dev.multifd.migration.model;

import org.jspecify.annotations.NullMarked;
