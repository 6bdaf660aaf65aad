package io.ewig.parser;

import org.apache.calcite.sql.SqlNode;

/**
 * A statement that was parsed.
 *
 * @param tree Calcite's nodes, and our own where Calcite has none
 * @param text as it was written, without a semicolon
 * @param parameters how many question marks it has; {@code SqlDynamicParam} counts them from 0 in
 *     the order of the text
 */
public record Statement(SqlNode tree, String text, int parameters) {}
