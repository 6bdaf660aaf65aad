/**
 * Events as columns: what a reader of vectors sees. Start with {@link
 * io.ewig.engine.column.EventColumns}.
 *
 * <p>A scan goes over the log in batches of at most {@value
 * io.ewig.engine.column.EventBatch#EVENTS_MAX} events. Each batch gives columns as arrays of
 * numbers, or as codes of a {@link io.ewig.engine.column.Dictionary}, one entry for each event; a
 * column that nobody asks for is not read. Counts by name are answered by {@link
 * io.ewig.engine.column.Tally} without a look at the events where they are known.
 *
 * <p>Columns of a table's rows come from {@code session.RowBatches}; of their texts, too, each is a
 * part of one array: {@link io.ewig.engine.column.TextVector}.
 *
 * <p>Where the events come from, columnar files or the log itself, makes no difference to any
 * answer. Scans are for one thread each, the rest for any. Errors are those of the log; damage of a
 * columnar file is none, since the log has all that it holds.
 */
@NullMarked
package io.ewig.engine.column;

import org.jspecify.annotations.NullMarked;
