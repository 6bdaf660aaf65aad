package io.ewig.calcite.command;

import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.moment.QualifiedName;
import io.ewig.calcite.statement.Understanding;
import io.ewig.parser.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlDescribeTable;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** DESCRIBE: the columns of a table or view, as INFORMATION_SCHEMA has them. */
final class Descriptions {

  static final List<String> COLUMNS = List.of("column", "type", "nullable", "default");

  private static final String QUERY =
      """
      SELECT column_name, type_name, is_nullable,
          CASE WHEN is_identity = 'YES' THEN 'GENERATED ' || identity_generation || ' AS IDENTITY'
              WHEN is_generated = 'ALWAYS'
                  THEN 'GENERATED ALWAYS AS (' || generation_expression || ') STORED'
              ELSE column_default END
      FROM information_schema.columns
      WHERE is_hidden = 'NO' AND table_schema =\s""";

  private Descriptions() {}

  static List<@Nullable Object[]> of(
      SqlDescribeTable describe, Supplier<Understanding> understandings) {
    SqlIdentifier table = describe.getTable();
    Understanding seen = understandings.get();
    QualifiedName full = seen.name(table);
    seen.query(SqlStdOperatorTable.EXPLICIT_TABLE.createCall(table.getParserPosition(), table));
    String text =
        QUERY
            + literal(full.schema())
            + " AND table_name = "
            + literal(full.name())
            + " ORDER BY ordinal_position";
    Understanding asking = understandings.get();
    Understanding.Planned query = asking.query(SqlText.parse(text).tree());
    List<@Nullable Object[]> columns = new ArrayList<>();
    try (Rows rows = query.root().open(asking.execution())) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        columns.add(row);
      }
    }
    return columns;
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
