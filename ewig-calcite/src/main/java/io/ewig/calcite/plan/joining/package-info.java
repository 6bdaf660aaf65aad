/**
 * NATURAL JOIN and JOIN .. USING, said with ON and names in full.
 *
 * <p>Start at {@link io.ewig.calcite.plan.joining.SharedColumns}. Calcite's validator knows what a
 * column is that two tables share where two tables are joined, and loses track of it with three,
 * with rows that one side lacks, with columns before a star, and with columns that a star leaves
 * out; so none of that reaches it. The same goes for tables of one column that are called as it.
 */
@NullMarked
package io.ewig.calcite.plan.joining;

import org.jspecify.annotations.NullMarked;
