/**
 * How two states differ: start with {@link io.ewig.engine.internal.difference.Changes}.
 *
 * <p>Whoever compares says first which keys may differ, {@link
 * io.ewig.engine.internal.difference.Candidates}: all that the events between two {@link
 * io.ewig.engine.internal.difference.Sight sights} touched, or every key there is. The cost is that
 * of the difference where the events between the sights are few or trees of both are kept.
 */
@NullMarked
package io.ewig.engine.internal.difference;

import org.jspecify.annotations.NullMarked;
