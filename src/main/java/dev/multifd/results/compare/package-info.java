/**
 * Runs held against each other: which cells belong together, whether they may be compared, and what
 * became of each.
 *
 * <p>The way through: {@code Inputs} makes a {@code Side} of each file, folder or commit; a {@code
 * Matching} pairs their cells; a {@code Measure} takes figures from them; {@code TableJudge} gives
 * every pair its {@code Verdict}, and {@code Comparer} does so for all pairings and measures. The
 * fork is the sample throughout. May not live here: arithmetic ({@code stats}) and texts ({@code
 * render}). QEMU has no counterpart.
 */
@NullMarked
package dev.multifd.results.compare;

import org.jspecify.annotations.NullMarked;
