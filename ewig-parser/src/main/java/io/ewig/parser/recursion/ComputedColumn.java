package io.ewig.parser.recursion;

import java.util.function.Function;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/**
 * A column that a recursive query has besides its own.
 *
 * @param start its value in a first row, whose alias is given
 * @param next its value in a row that comes of another one; under its own name the row has the
 *     value of that one
 */
record ComputedColumn(
    SqlIdentifier name,
    Function<SqlIdentifier, SqlNode> start,
    Function<SqlIdentifier, SqlNode> next) {}
