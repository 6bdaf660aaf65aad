package io.ewig.calcite.expression.session;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Sequences;
import io.ewig.calcite.execution.SessionFacts;
import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Functions;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.SqlText;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of sequences. Who writes NEXT VALUE FOR s or nextval('s') calls these, with the schema
 * and the name of the sequence as literals; or with a name that is known when they are run.
 */
public final class SequenceFunctions {

  /** The schema of a sequence whose name is computed: it is looked up as it is written. */
  public static final String UNRESOLVED = "";

  public static final SqlFunction NEXTVAL = drawing("NEXTVAL", OperandTypes.CHARACTER_CHARACTER);
  public static final SqlFunction CURRVAL = drawing("CURRVAL", OperandTypes.CHARACTER_CHARACTER);
  public static final SqlFunction SETVAL =
      drawing(
          "SETVAL",
          OperandTypes.family(
                  SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER)
              .or(
                  OperandTypes.family(
                      SqlTypeFamily.CHARACTER,
                      SqlTypeFamily.CHARACTER,
                      SqlTypeFamily.INTEGER,
                      SqlTypeFamily.BOOLEAN)));
  public static final SqlFunction LASTVAL = drawing("LASTVAL", OperandTypes.NILADIC);

  private SequenceFunctions() {}

  private static SqlFunction drawing(String name, SqlOperandTypeChecker operands) {
    return SqlBasicFunction.create(
            name, ReturnTypes.BIGINT_NULLABLE, operands, SqlFunctionCategory.SYSTEM)
        .withDeterministic(false)
        .withDynamic(true);
  }

  public static void addTo(Functions functions) {
    functions.add(NEXTVAL, call -> of(call, Sequences::next));
    functions.add(CURRVAL, call -> of(call, Sequences::current));
    functions.add(SETVAL, SequenceFunctions::setting);
    functions.add(LASTVAL, call -> (row, execution) -> execution.facts().sequences().last());
  }

  private static Expression of(Call call, Numbered numbered) {
    return (row, execution) -> {
      Named named = Named.of(call, row, execution);
      return named == null
          ? null
          : numbered.of(execution.facts().sequences(), named.schema, named.name);
    };
  }

  private static Expression setting(Call call) {
    boolean saysWhether = call.size() > 3;
    return (row, execution) -> {
      Named named = Named.of(call, row, execution);
      Object number = call.argument(2).value(row, execution);
      Object isGiven = saysWhether ? call.argument(3).value(row, execution) : true;
      if (named == null || number == null || isGiven == null) {
        return null;
      }
      long value = ((Number) number).longValue();
      execution.facts().sequences().set(named.schema, named.name, value, (Boolean) isGiven);
      return value;
    };
  }

  /** The sequence that a call is about. */
  private record Named(String schema, String name) {

    /** Null if its name is. */
    static @Nullable Named of(Call call, @Nullable Object[] row, Execution execution) {
      String schema = (String) call.argument(0).value(row, execution);
      String name = (String) call.argument(1).value(row, execution);
      if (schema == null || name == null) {
        return null;
      }
      return schema.equals(UNRESOLVED) ? written(name, execution.facts()) : new Named(schema, name);
    }

    private static Named written(String text, SessionFacts facts) {
      if (SqlText.parseExpression(text) instanceof SqlIdentifier name
          && !name.isStar()
          && name.names.size() <= 2) {
        int last = name.names.size() - 1;
        String simple = name.names.get(last);
        return new Named(
            last > 0
                ? name.names.get(0)
                : facts.path().find(schema -> facts.sequences().has(schema, simple)),
            simple);
      }
      throw new UserException(
          ErrorCode.INVALID_NAME, "'" + text + "' is no name of a sequence; write s or schema.s");
    }
  }

  /** What is asked of a sequence. */
  @FunctionalInterface
  private interface Numbered {
    long of(Sequences sequences, String schema, String name);
  }
}
