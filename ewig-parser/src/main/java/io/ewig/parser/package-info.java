/**
 * Ewig's SQL as syntax trees; start at {@link io.ewig.parser.SqlText}.
 *
 * <p>The grammar is Calcite's with productions of our own, in {@code src/main/codegen}; from it the
 * build makes {@code io.ewig.parser.grammar}. Nodes that Calcite does not have are in the packages
 * beside this one, by theme. Nothing here knows which tables or functions there are. All methods
 * may be called by any thread; what is wrong with a text is a {@link
 * io.ewig.engine.error.UserException} that says where and what to write instead.
 */
@NullMarked
package io.ewig.parser;

import org.jspecify.annotations.NullMarked;
