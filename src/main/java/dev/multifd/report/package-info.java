/** Pictures of result files, for people. */
@NullMarked
package dev.multifd.report;

import org.jspecify.annotations.NullMarked;
