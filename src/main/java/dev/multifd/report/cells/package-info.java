/**
 * What a chart or a sentence takes from the cells of a run: the figures of their forks, which cells
 * differ in nothing else, and how they are called.
 *
 * <p>May not live here: how anything is drawn or said.
 */
@NullMarked
package dev.multifd.report.cells;

import org.jspecify.annotations.NullMarked;
