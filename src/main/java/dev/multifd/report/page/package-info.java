/**
 * Result files as one page of HTML that needs nothing but a browser: scripts, style and values are
 * in it.
 *
 * <p>Texts of a result file are hostile until they have gone through {@code Html} or {@code
 * ScriptJson}. May not live here: what a chart shows or a sentence says.
 */
@NullMarked
package dev.multifd.report.page;

import org.jspecify.annotations.NullMarked;
