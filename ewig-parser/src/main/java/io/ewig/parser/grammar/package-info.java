/**
 * The parser as JavaCC makes it from Calcite's grammar and the productions in {@code
 * src/main/codegen}; see {@code build.xml} there for the steps.
 *
 * <p>Nothing here is written by hand, formatted or analysed. Enter through {@link
 * io.ewig.parser.SqlText}, which bounds what the parser is given and says what is wrong in words.
 */
@NullUnmarked
package io.ewig.parser.grammar;

import org.jspecify.annotations.NullUnmarked;
