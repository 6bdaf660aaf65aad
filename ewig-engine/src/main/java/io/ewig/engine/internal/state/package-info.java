/**
 * What the log adds up to: start with {@link io.ewig.engine.internal.state.State}.
 *
 * <p>{@link io.ewig.engine.internal.state.Intake} takes in one commit after another, {@link
 * io.ewig.engine.internal.state.Effects} turns each event into versions of keys, and an {@link
 * io.ewig.engine.internal.state.IndexSource} reads them as of a moment. Everything is derived from
 * the log. One thread takes in, any reads.
 *
 * <p>What keys there are is {@code internal.space}, what rows do to them {@code internal.table},
 * and where others have written without having been seen {@code internal.late}.
 */
@NullMarked
package io.ewig.engine.internal.state;

import org.jspecify.annotations.NullMarked;
