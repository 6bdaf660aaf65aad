package io.ewig.parser.recursion;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code CYCLE a, b SET c TO x DEFAULT y USING d}: a row that was on its own way already is marked,
 * and nothing comes of it.
 *
 * @param of columns that make two rows the same
 * @param mark the column that is {@code marked} or {@code unmarked}: true or false if nobody says
 * @param path the column of all rows on the way
 */
public record CycleClause(
    SqlNodeList of,
    SqlIdentifier mark,
    @Nullable SqlNode marked,
    @Nullable SqlNode unmarked,
    SqlIdentifier path) {

  ComputedColumn markColumn() {
    SqlParserPos pos = mark.getParserPosition();
    return new ComputedColumn(
        mark,
        row -> when(SqlLiteral.createBoolean(false, pos), pos),
        row -> when(Ways.has(row, of, path), pos));
  }

  ComputedColumn pathColumn() {
    return new ComputedColumn(path, row -> Ways.start(row, of), row -> Ways.on(row, of, path));
  }

  private SqlNode when(SqlNode isThere, SqlParserPos pos) {
    return SqlStdOperatorTable.CASE.createCall(
        pos, null, SqlNodeList.of(isThere), SqlNodeList.of(marked(pos)), unmarked(pos));
  }

  private SqlNode marked(SqlParserPos pos) {
    return marked == null ? SqlLiteral.createBoolean(true, pos) : marked.clone(pos);
  }

  private SqlNode unmarked(SqlParserPos pos) {
    return unmarked == null ? SqlLiteral.createBoolean(false, pos) : unmarked.clone(pos);
  }

  /** Whether anything may come of a row. */
  SqlNode goesOn(SqlIdentifier row) {
    SqlParserPos pos = mark.getParserPosition();
    return SqlStdOperatorTable.NOT_EQUALS.createCall(pos, Ways.column(row, mark), marked(pos));
  }
}
