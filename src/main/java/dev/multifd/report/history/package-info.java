/**
 * What one cell measured in the runs of a host, one after the other.
 *
 * <p>May not live here: how it is drawn.
 */
@NullMarked
package dev.multifd.report.history;

import org.jspecify.annotations.NullMarked;
