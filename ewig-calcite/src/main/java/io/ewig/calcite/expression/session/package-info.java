/**
 * What a statement may ask about its session: who, where, on which branch.
 *
 * <p>The answers come from {@link io.ewig.calcite.execution.SessionFacts}, so a plan does not
 * depend on the session that it was made for.
 */
@NullMarked
package io.ewig.calcite.expression.session;

import org.jspecify.annotations.NullMarked;
