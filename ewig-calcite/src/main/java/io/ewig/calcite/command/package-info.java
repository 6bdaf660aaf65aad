/**
 * From a syntax tree to a statement: {@link io.ewig.calcite.command.Statements}; and the statements
 * that need no plan, about transactions, settings, branches, tags and merges.
 */
@NullMarked
package io.ewig.calcite.command;

import org.jspecify.annotations.NullMarked;
