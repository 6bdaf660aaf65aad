package io.ewig.calcite.definition;

import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.cast.Assignment;
import io.ewig.calcite.statement.Understanding;
import io.ewig.calcite.type.Documents;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.catalog.Sequence;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Default;
import io.ewig.engine.value.Type;
import io.ewig.parser.SqlText;
import io.ewig.parser.definition.ColumnDefinition;
import io.ewig.parser.definition.ColumnType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** What column definitions mean to the engine. */
final class Columns {

  /** What is the time of the statement. */
  static final Set<String> PRESENT =
      Set.of(
          "CURRENT_TIMESTAMP",
          "CURRENT_DATE",
          "CURRENT_TIME",
          "LOCALTIMESTAMP",
          "LOCALTIME",
          "NOW");

  /** What is another value each time. */
  static final Set<String> RANDOM = Set.of("RANDOM_UUID", "GEN_RANDOM_UUID", "UUID");

  private Columns() {}

  static Type type(ColumnDefinition column) {
    return column
        .type()
        .map(ColumnType::of)
        .orElseThrow(
            () ->
                new UserException(
                    ErrorCode.SYNTAX_ERROR, "column '" + column.name() + "' needs a type"));
  }

  static Default byDefault(ColumnDefinition column, Type type, Definer definer) {
    if (column.identity().isPresent()) {
      return Identities.of(column.identity().get(), type, column.name());
    }
    if (column.generation().isPresent()) {
      return Generations.of(column.generation().get());
    }
    SqlNode value = column.defaultValue().orElse(null);
    return value == null ? Default.none() : byDefault(value, type, column.name(), definer);
  }

  static Default byDefault(SqlNode value, Type type, String column, Definer definer) {
    String function = functionName(value);
    if (PRESENT.contains(function)) {
      return new Default.CurrentTimestamp();
    } else if (RANDOM.contains(function)) {
      return new Default.RandomUuid();
    }
    Optional<Sequence> sequence = definer.drawnFrom(value);
    if (sequence.isPresent()) {
      return new Default.OfSequence(sequence.get().schema(), sequence.get().name());
    }
    Object constant = constant(value, type, column, definer);
    return constant == null ? Default.none() : new Default.Constant(constant);
  }

  private static String functionName(SqlNode value) {
    if (value instanceof SqlIdentifier name && name.isSimple()) {
      return name.getSimple().toUpperCase(Locale.ROOT);
    }
    boolean isBare = value instanceof SqlCall call && call.operandCount() == 0;
    return isBare ? ((SqlCall) value).getOperator().getName().toUpperCase(Locale.ROOT) : "";
  }

  private static @Nullable Object constant(
      SqlNode value, Type type, String column, Definer definer) {
    Understanding understanding = definer.understanding();
    String text = SqlText.print(value);
    Understanding.Typed typed = understanding.scalars(List.of(value)).get(0);
    RelDataType to = TypeMapping.calcite(type, true, understanding.types());
    Expression stored = Assignment.assign(typed.expression(), typed.type(), to, column);
    Constant constant = Constant.of(stored).orElseThrow(() -> changing(text, column));
    return Documents.toEngine(constant.value(), type);
  }

  private static UserException changing(String text, String column) {
    return new UserException(
        ErrorCode.UNSUPPORTED,
        "the default "
            + text
            + " of column '"
            + column
            + "' is not the same at all times; give a constant, CURRENT_TIMESTAMP, RANDOM_UUID(),"
            + " NEXT VALUE FOR a sequence, or an identity");
  }
}
