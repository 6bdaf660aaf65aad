/**
 * Rows and definitions that were written by who had not seen each other: start with {@link
 * io.ewig.engine.internal.late.LateRows} and {@link io.ewig.engine.internal.late.LateTables}.
 *
 * <p>They read back from the index as many events as matter, have {@code internal.converge} fold
 * them, and write what comes out as versions of the event that came late. Which of the rows are
 * then in their tables, {@link io.ewig.engine.internal.late.Election} finds out: the others are
 * {@link io.ewig.engine.internal.late.Held}. All of it is a function of the events, not of the
 * order in which they came. One thread.
 */
@NullMarked
package io.ewig.engine.internal.late;

import org.jspecify.annotations.NullMarked;
