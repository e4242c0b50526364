/**
 * Charts as data: for each a Vega-Lite specification, its values apart from it, and the same values
 * as a table.
 *
 * <p>A specification holds nothing that a result file says: texts of a file are values. May not
 * live here: how a page is laid out, or colours, which are the page's.
 */
@NullMarked
package dev.multifd.report.plot;

import org.jspecify.annotations.NullMarked;
