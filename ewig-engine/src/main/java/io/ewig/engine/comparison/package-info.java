/**
 * What two replicas do not have alike, found without changing either: start with {@link
 * io.ewig.engine.comparison.Comparisons}.
 *
 * <p>A replica tells in few bytes what it comes to ({@link io.ewig.engine.comparison.Outline}: the
 * roots of its branches; {@link io.ewig.engine.comparison.Mark}: what an origin's history has come
 * to by some number; {@link io.ewig.engine.comparison.Absences}: whose payloads are not here). Who
 * compares finds from these where the two part: states by descent through their trees ({@link
 * io.ewig.engine.comparison.Discrepancies}), histories by halving the numbers between which two
 * marks begin to differ. Nothing in here knows a network, and nothing is written but nodes of
 * trees, which follow from the log. Any thread, but for what walks.
 */
@NullMarked
package io.ewig.engine.comparison;

import org.jspecify.annotations.NullMarked;
