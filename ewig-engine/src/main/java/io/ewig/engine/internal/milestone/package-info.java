/**
 * What is written down of a state so that the history before it can be left out: start with {@link
 * io.ewig.engine.internal.milestone.StateContent}.
 *
 * <p>One thread. {@code internal.state} takes it in again.
 */
@NullMarked
package io.ewig.engine.internal.milestone;

import org.jspecify.annotations.NullMarked;
