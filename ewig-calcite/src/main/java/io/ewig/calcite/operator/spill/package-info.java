/**
 * Rows that may go to disk: in memory while there is room, in temporary files when there is none.
 *
 * <p>{@link io.ewig.calcite.operator.spill.RowStore} keeps rows to be read again; {@link
 * io.ewig.calcite.operator.spill.Partitions} divides rows by their keys, so that each part can be
 * worked on alone. One thread; whoever makes one closes it. The files live as long as the statement
 * and are read by nobody else.
 */
@NullMarked
package io.ewig.calcite.operator.spill;

import org.jspecify.annotations.NullMarked;
