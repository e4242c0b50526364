/**
 * The cover letter of the multifd zero-page series (qemu-devel, 10 March 2022) re-read: what it
 * printed, what follows from that by arithmetic alone, and what the model makes of the same
 * parameters.
 *
 * <p>What was printed lives in {@code analysis/cover-letter.json} and nowhere else. May not live
 * here: how a migration is modelled.
 */
@NullMarked
package dev.multifd.migration.letter;

import org.jspecify.annotations.NullMarked;
