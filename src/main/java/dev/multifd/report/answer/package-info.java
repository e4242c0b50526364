/**
 * What a run answers, in words: ratios of medians with an interval over the forks, and sentences
 * about them.
 *
 * <p>May not live here: how anything is laid out. Nothing is said about what a run has no cells
 * for.
 */
@NullMarked
package dev.multifd.report.answer;

import org.jspecify.annotations.NullMarked;
