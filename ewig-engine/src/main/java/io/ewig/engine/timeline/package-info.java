/**
 * Worlds in time: what a world was at any moment, what happened in it, where two of them parted.
 * Start at {@link io.ewig.engine.timeline.Timelines}.
 *
 * <p>A {@link io.ewig.engine.timeline.Timeline} is one world on one branch, a {@link
 * io.ewig.engine.timeline.WorldSnapshot} all worlds at one moment. A state is read from the version
 * index, or made from an earlier one that is kept in memory by the events in between, whichever is
 * less work; both give the same, and {@link io.ewig.engine.timeline.Timelines#verify} checks that
 * they do. A world's events are found through the index, not by reading the log.
 *
 * <p>States are immutable and shared. Any thread may use a timeline; a cursor belongs to one.
 * Errors: {@code UserException} for a branch, tag or tick that is not there; before a world's first
 * event its state is empty, which is no error.
 */
@NullMarked
package io.ewig.engine.timeline;

import org.jspecify.annotations.NullMarked;
