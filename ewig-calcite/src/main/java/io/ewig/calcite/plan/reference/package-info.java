/**
 * The relations that a statement reads, each under the name that its rewritten text has for it:
 * {@link io.ewig.calcite.plan.reference.References} has them all, the others are how Calcite sees
 * one, as a table, a function and a node of a plan, and how an operator is made of that.
 *
 * <p>They are of one statement. What a relation can do by itself (conditions, columns) it says; the
 * compilers here put above it what it can't.
 */
@NullMarked
package io.ewig.calcite.plan.reference;

import org.jspecify.annotations.NullMarked;
