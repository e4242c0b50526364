/**
 * Comparisons as text: one renderer a file, chosen by {@code OutputFormat}. May not live here:
 * anything that decides. QEMU has no counterpart.
 */
@NullMarked
package dev.multifd.results.compare.render;

import org.jspecify.annotations.NullMarked;
