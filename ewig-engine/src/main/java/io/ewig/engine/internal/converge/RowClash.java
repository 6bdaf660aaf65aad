package io.ewig.engine.internal.converge;

import io.ewig.engine.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * A value that was written twice without either writer having seen the other's, and whose law does
 * not say what comes of it: the later one holds.
 *
 * @param position of the column
 * @param lost the value that does not hold
 * @param held the one that does
 * @param by who wrote that
 */
public record RowClash(
    long from, long to, int position, @Nullable Object lost, @Nullable Object held, Event by) {}
