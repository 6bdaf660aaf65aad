/**
 * From a syntax tree to a statement, and the statements that need no plan.
 *
 * <p>{@link io.ewig.calcite.command.Statements} decides which statement a tree is. Here are those
 * about transactions and settings, which belong to a session, and those about branches, tags and
 * merges, which take effect at once for everybody and belong to no transaction.
 */
@NullMarked
package io.ewig.calcite.command;

import org.jspecify.annotations.NullMarked;
