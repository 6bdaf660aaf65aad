/**
 * Table functions: differences, the history of a row, logs of branches, worlds, series.
 *
 * <p>A call gives a {@code Relation} whose columns are known from the call alone: arguments that
 * decide them have to be literals. The others are values of the execution. Any thread.
 */
@NullMarked
package io.ewig.calcite.system.function;

import org.jspecify.annotations.NullMarked;
