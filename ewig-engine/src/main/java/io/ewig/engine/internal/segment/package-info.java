/**
 * One segment of the log: its bytes, its index, how to find an event in it and how to add one.
 *
 * <p>A {@link io.ewig.engine.internal.segment.Segment} reads files of either writer, because both
 * lay down the same records; only {@link io.ewig.engine.internal.segment.SegmentFiles} knows who
 * writes. Readers copy a frame out of the mapping, check it, and work on the copy, so nothing they
 * hold dies when a mapping does. One thread adds, any number read, without locks.
 *
 * <p>For {@code internal.journal}, which strings segments into a log.
 */
@NullMarked
package io.ewig.engine.internal.segment;

import org.jspecify.annotations.NullMarked;
