package io.ewig.calcite.expression.session;

import io.ewig.calcite.execution.Sequences;
import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Functions;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Numbers of sequences. Who writes NEXT VALUE FOR s or nextval('s') calls these, with the schema
 * and the name of the sequence as literals.
 */
public final class SequenceFunctions {

  public static final SqlFunction NEXTVAL = drawing("NEXTVAL", OperandTypes.CHARACTER_CHARACTER);
  public static final SqlFunction CURRVAL = drawing("CURRVAL", OperandTypes.CHARACTER_CHARACTER);
  public static final SqlFunction LASTVAL = drawing("LASTVAL", OperandTypes.NILADIC);

  private SequenceFunctions() {}

  private static SqlFunction drawing(String name, SqlOperandTypeChecker operands) {
    return SqlBasicFunction.create(
            name, ReturnTypes.explicit(SqlTypeName.BIGINT), operands, SqlFunctionCategory.SYSTEM)
        .withDeterministic(false)
        .withDynamic(true);
  }

  public static void addTo(Functions functions) {
    functions.add(NEXTVAL, call -> of(call, Sequences::next));
    functions.add(CURRVAL, call -> of(call, Sequences::current));
    functions.add(LASTVAL, call -> (row, execution) -> execution.facts().sequences().last());
  }

  private static Expression of(Call call, Numbered numbered) {
    return (row, execution) -> {
      Object schema = call.argument(0).value(row, execution);
      Object name = call.argument(1).value(row, execution);
      return numbered.of(
          execution.facts().sequences(), String.valueOf(schema), String.valueOf(name));
    };
  }

  /** What is asked of a sequence. */
  @FunctionalInterface
  private interface Numbered {
    long of(Sequences sequences, String schema, String name);
  }
}
