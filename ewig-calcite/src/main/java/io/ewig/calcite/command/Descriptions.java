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
      SELECT column_name,
          data_type || CASE
              WHEN data_type IN ('CHAR', 'VARCHAR', 'BINARY', 'VARBINARY')
                  AND character_maximum_length < 16777216 THEN
                '(' || character_maximum_length || ')'
              WHEN data_type IN ('NUMERIC', 'DECIMAL') THEN
                '(' || numeric_precision || ', ' || numeric_scale || ')'
              ELSE '' END,
          is_nullable,
          CASE is_identity
              WHEN 'YES' THEN 'GENERATED ' || identity_generation || ' AS IDENTITY'
              ELSE column_default END
      FROM information_schema.columns
      WHERE table_schema = '%s' AND table_name = '%s' AND is_hidden = 'NO'
      ORDER BY ordinal_position""";

  private Descriptions() {}

  static List<@Nullable Object[]> of(
      SqlDescribeTable describe, Supplier<Understanding> understandings) {
    SqlIdentifier table = describe.getTable();
    Understanding seen = understandings.get();
    QualifiedName full = seen.name(table);
    seen.query(SqlStdOperatorTable.EXPLICIT_TABLE.createCall(table.getParserPosition(), table));
    String text =
        QUERY.replaceFirst("%s", quoted(full.schema())).replaceFirst("%s", quoted(full.name()));
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

  private static String quoted(String text) {
    return java.util.regex.Matcher.quoteReplacement(text.replace("'", "''"));
  }
}
