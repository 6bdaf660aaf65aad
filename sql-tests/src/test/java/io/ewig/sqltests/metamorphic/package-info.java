/**
 * Two ways to ask the same, over random tables and conditions.
 *
 * <p>No answer is known before; but the rows for which a condition is true, false and unknown are
 * all rows there are (TLP), and as many rows pass a WHERE as have a condition that is true (NoREC).
 */
@NullMarked
package io.ewig.sqltests.metamorphic;

import org.jspecify.annotations.NullMarked;
