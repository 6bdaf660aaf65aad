/**
 * Sorted runs: files that hold all versions of a range of seqs, ordered by key, never changed.
 *
 * <p>{@link io.ewig.engine.internal.run.RunFormat} shows the bytes. A {@link
 * io.ewig.engine.internal.run.RunWriter} lays them down from start to end, in little memory; a
 * {@link io.ewig.engine.internal.run.Run} answers from the mapped file with one probe a key, and a
 * {@link io.ewig.engine.internal.run.RunScan} for thousands of keys one after the other. {@link
 * io.ewig.engine.internal.run.RunFolder} knows which runs there are, and changes that at one
 * stroke.
 *
 * <p>Every page is checked when it is first read. All of this is derived from the log: the answer
 * to damage, a {@link io.ewig.engine.error.CorruptionException}, is to drop the run and everything
 * newer and to go through the log from there. Readers must know that a run is open while they read,
 * see {@code internal.history}.
 */
@NullMarked
package io.ewig.engine.internal.run;

import org.jspecify.annotations.NullMarked;
