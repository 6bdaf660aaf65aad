/**
 * What events of several origins add up to, in whatever order they came: pure functions of the
 * events and of who had seen what.
 *
 * <p>{@link io.ewig.engine.internal.converge.Canonical} is the order in which they count, which
 * extends causality; {@link io.ewig.engine.internal.converge.RowFold} folds those of one row. Any
 * thread. Where next: {@code internal.late}, which finds the events that matter.
 */
@NullMarked
package io.ewig.engine.internal.converge;

import org.jspecify.annotations.NullMarked;
