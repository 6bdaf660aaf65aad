package io.ewig.parser.time;

import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Gathers the FOR clauses of a table while they are parsed; each may be there once. */
public final class Times {

  private @Nullable SqlNode branch;
  private @Nullable SqlNode system;
  private @Nullable SqlNode valid;

  /** Answers whether the clause was there already. */
  public boolean branch(SqlNode clause) {
    boolean again = branch != null;
    branch = clause;
    return again;
  }

  public boolean system(SqlNode clause) {
    boolean again = system != null;
    system = clause;
    return again;
  }

  public boolean valid(SqlNode clause) {
    boolean again = valid != null;
    valid = clause;
    return again;
  }

  /** The table at these times; if it has an alias, the alias stays outside. */
  public SqlNode of(SqlNode table) {
    if (table instanceof SqlBasicCall call && call.getKind() == SqlKind.AS) {
      SqlNode[] operands = call.getOperandList().toArray(SqlNode[]::new);
      operands[0] = of(operands[0]);
      return call.getOperator().createCall(call.getParserPosition(), operands);
    }
    SqlParserPos pos = table.getParserPosition();
    return new TableAt(pos, table, branch, system, valid);
  }

  /** Whether FOR clauses can follow: they say something about a named table only. */
  public static boolean fit(SqlNode table) {
    SqlNode named =
        table instanceof SqlBasicCall call && call.getKind() == SqlKind.AS
            ? call.operand(0)
            : table;
    return named.getKind() == SqlKind.IDENTIFIER || named.getKind() == SqlKind.TABLE_REF;
  }
}
