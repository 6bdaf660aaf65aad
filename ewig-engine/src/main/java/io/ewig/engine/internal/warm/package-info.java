/**
 * Warm files: events of sealed segments once more, column by column, derived from the log.
 *
 * <p>{@link io.ewig.engine.internal.warm.WarmFormat} shows the bytes. A {@link
 * io.ewig.engine.internal.warm.Warming} makes them in the background, a block a step; {@link
 * io.ewig.engine.internal.warm.WarmFolder} knows which there are, and changes that at one stroke;
 * {@link io.ewig.engine.internal.warm.WarmColumns} reads them, and the log where there are none.
 *
 * <p>Invariants: a warm file says what the log says, or it goes: whoever meets damage reads the log
 * instead, and the file is made anew. Where a payload is erased from the log, the file that holds
 * it goes after, before the erasure is over, and what was begun of one is given up. A file is
 * unmapped when its last reader has left. Any thread.
 */
@NullMarked
package io.ewig.engine.internal.warm;

import org.jspecify.annotations.NullMarked;
