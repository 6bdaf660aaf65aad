/**
 * Copies of a database that stay good: made beside its writer, whole or of what is new, and brought
 * back as of any moment. Start here: {@code io.ewig.engine.Ewig.backup} and {@code
 * io.ewig.engine.Ewig.restore}.
 *
 * <ul>
 *   <li>a backup is a folder: files as they lie in a database, and {@code backup.json}, which comes
 *       last, so that a folder without one is an unfinished backup;
 *   <li>it holds exactly the commits that were durable when it began, up to a named size;
 *   <li>what is derived (indexes, runs, checkpoints) is not in it: a restored database makes it
 *       anew;
 *   <li>every file is under its SHA-256, which is checked whenever the file is read;
 *   <li>files of an encrypted database stay encrypted, and its wrapped keys are among them.
 * </ul>
 *
 * <p>{@link io.ewig.engine.backup.Backup} is what is known of one; {@link
 * io.ewig.engine.backup.Restore} says what is wanted back. One thread a run; a run that was killed
 * is taken up by the next one that is asked for the same. Errors: {@code UserException} for a
 * folder that is not free or a base that does not fit, {@code CorruptionException} for a file that
 * is not what it was.
 */
@NullMarked
package io.ewig.engine.backup;

import org.jspecify.annotations.NullMarked;
