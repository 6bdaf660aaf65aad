/**
 * The version index: any key as of any moment on any line. Start at {@link
 * io.ewig.engine.internal.history.Versions}.
 *
 * <p>The newest versions lie in memory; a table that is full is frozen and becomes a run, and runs
 * of a kind are merged, so that their number grows with the logarithm of history. Who reads holds a
 * {@link io.ewig.engine.internal.history.Snapshot} of tables and runs for as long as one answer
 * takes. Readers take no lock and wait for nobody; one thread adds; background work is a step that
 * any thread may call. All of it is derived from the log.
 */
@NullMarked
package io.ewig.engine.internal.history;

import org.jspecify.annotations.NullMarked;
