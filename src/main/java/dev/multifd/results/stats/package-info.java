/**
 * The statistics of a comparison, over the figures of forks: rank sum test, shift, intervals,
 * correction for many rows. Distribution-free throughout, since the times of forks are skewed, have
 * outliers and sometimes two modes, and exact, since there are few of them.
 *
 * <p>Lives here: arithmetic on arrays of finite numbers. May not live here: anything that knows
 * what a cell, a run or a file is. QEMU compares nothing, so it has no counterpart there.
 */
@NullMarked
package dev.multifd.results.stats;

import org.jspecify.annotations.NullMarked;
