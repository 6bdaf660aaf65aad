package io.ewig.calcite.moment;

import io.ewig.calcite.expression.session.SequenceFunctions;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.SqlText;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A call about a sequence: {@code NEXT VALUE FOR s}, {@code CURRENT VALUE FOR s}, {@code
 * nextval('s')} or {@code currval('s')}.
 *
 * @param draws whether it draws a number, rather than asking for the last one
 */
public record SequenceCall(boolean draws, SqlIdentifier sequence) {

  public static Optional<SequenceCall> of(SqlNode node) {
    if (!(node instanceof SqlCall call)) {
      return Optional.empty();
    }
    return switch (call.getKind()) {
      case NEXT_VALUE -> Optional.of(new SequenceCall(true, call.operand(0)));
      case CURRENT_VALUE -> Optional.of(new SequenceCall(false, call.operand(0)));
      default ->
          call.getOperator() instanceof SqlFunction function
              ? ofFunction(function.getName().toLowerCase(Locale.ROOT), call)
              : Optional.empty();
    };
  }

  private static Optional<SequenceCall> ofFunction(String name, SqlCall call) {
    return switch (name) {
      case "nextval" -> Optional.of(new SequenceCall(true, named(name, call)));
      case "currval" -> Optional.of(new SequenceCall(false, named(name, call)));
      default -> Optional.empty();
    };
  }

  /** The sequence that a text names: 's', 'public.s' or '"S"'. */
  private static SqlIdentifier named(String function, SqlCall call) {
    boolean isText =
        call.operandCount() == 1
            && call.operand(0) instanceof SqlLiteral literal
            && literal.getTypeName() == SqlTypeName.CHAR;
    if (!isText) {
      throw new UserException(
          ErrorCode.UNKNOWN_FUNCTION,
          function
              + " takes the name of a sequence, written as a text: "
              + function
              + "('s')"
              + QualifiedName.at(call));
    }
    String text = ((SqlLiteral) call.operand(0)).getValueAs(String.class);
    if (SqlText.parseExpression(text) instanceof SqlIdentifier name && !name.isStar()) {
      return new SqlIdentifier(name.names, call.getParserPosition());
    }
    throw new UserException(
        ErrorCode.INVALID_NAME, "'" + text + "' is no name of a sequence" + QualifiedName.at(call));
  }

  /**
   * The same for the very sequence that is meant.
   *
   * @param schema where names without one are looked up
   * @param moment at which the statement reads there
   */
  SqlNode resolved(Definitions definitions, String schema, MomentText moment) {
    if (draws && !moment.equals(MomentText.DEFAULT)) {
      throw new UserException(
          ErrorCode.READ_ONLY,
          "what draws numbers of a sequence can't be read at another moment"
              + QualifiedName.at(sequence));
    }
    QualifiedName full = QualifiedName.of(sequence, schema, definitions.catalog());
    if (!definitions.hasSequence(definitions.moment(moment), full.schema(), full.name())) {
      throw new UserException(
          ErrorCode.UNKNOWN_OBJECT, "there is no sequence " + full + QualifiedName.at(sequence));
    }
    SqlFunction function = draws ? SequenceFunctions.NEXTVAL : SequenceFunctions.CURRVAL;
    SqlParserPos pos = sequence.getParserPosition();
    return function.createCall(
        pos,
        SqlLiteral.createCharString(full.schema(), pos),
        SqlLiteral.createCharString(full.name(), pos));
  }
}
