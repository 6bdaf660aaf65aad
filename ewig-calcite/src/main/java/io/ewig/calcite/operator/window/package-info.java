/**
 * Window functions: for each row something about the rows around it.
 *
 * <p>{@link io.ewig.calcite.operator.window.Window} sorts its input by partition and order, and
 * takes partition by partition into memory; one that does not fit is refused. {@link
 * io.ewig.calcite.operator.window.Frame} says which rows of the partition a row looks at, {@link
 * io.ewig.calcite.operator.window.WindowFunctions} has the functions.
 */
@NullMarked
package io.ewig.calcite.operator.window;

import org.jspecify.annotations.NullMarked;
