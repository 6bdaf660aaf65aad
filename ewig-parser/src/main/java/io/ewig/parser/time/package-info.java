/**
 * Where and when a table is looked at: branch, system time, valid time.
 *
 * <p>{@link io.ewig.parser.time.TableAt} stands in a FROM clause wherever a table may stand, {@link
 * io.ewig.parser.time.Portion} as the target of a temporal UPDATE or DELETE; both have to be
 * rewritten before Calcite validates a tree. A period of time includes its start, not its end,
 * except for BETWEEN.
 */
@NullMarked
package io.ewig.parser.time;

import org.jspecify.annotations.NullMarked;
