/**
 * Periods: OVERLAPS, CONTAINS, EQUALS, PRECEDES, SUCCEEDS, IMMEDIATELY PRECEDES and SUCCEEDS.
 *
 * <p>A period has its start and not its end. A start or an end that is null is open: since ever,
 * for ever. So {@code PERIOD (_valid_from, _valid_to) CONTAINS t} is right for rows that hold until
 * further notice, whose end is null; the price is that a period of unknown bounds is taken as
 * unbounded (as PostgreSQL's ranges have it), and that only a null point makes a test unknown. What
 * has one moment for start and end is that moment.
 */
@NullMarked
package io.ewig.calcite.expression.period;

import org.jspecify.annotations.NullMarked;
