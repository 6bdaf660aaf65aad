/**
 * What the log adds up to: start with {@link io.ewig.engine.internal.state.State}.
 *
 * <p>{@link io.ewig.engine.internal.state.Intake} takes in one commit after another, {@link
 * io.ewig.engine.internal.state.Effects} turns each event into versions of keys, {@link
 * io.ewig.engine.internal.state.Space} says what keys there are, and a {@link
 * io.ewig.engine.internal.state.Source} reads them as of a moment. Everything is derived from the
 * log.
 */
@NullMarked
package io.ewig.engine.internal.state;

import org.jspecify.annotations.NullMarked;
