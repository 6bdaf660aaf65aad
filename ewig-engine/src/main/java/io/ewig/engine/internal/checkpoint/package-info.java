/**
 * What a state amounts to: start with {@link io.ewig.engine.internal.checkpoint.Checkpoints}.
 *
 * <p>State is the tables, rows and objects that a {@link io.ewig.engine.internal.difference.Sight}
 * has; index entries and postings follow from them. As a {@link io.ewig.engine.internal.tree.Tree}
 * it has a key of {@link io.ewig.engine.internal.space.Space} for each of them, with the bytes of
 * its definition or object, or what {@link io.ewig.engine.internal.checkpoint.RowState} makes of a
 * row at all valid times. Nothing in it depends on seqs, system time or the order of arrival: equal
 * states have equal roots.
 *
 * <p>A row that does not hold any more is part of the state, for the time at which it held; so are
 * the rows of a table that was dropped.
 *
 * <p>Everything is derived from the log, and {@link
 * io.ewig.engine.internal.checkpoint.StateVerifier} holds it against the log. Any thread may use a
 * Checkpoints; cursors are for one.
 */
@NullMarked
package io.ewig.engine.internal.checkpoint;

import org.jspecify.annotations.NullMarked;
