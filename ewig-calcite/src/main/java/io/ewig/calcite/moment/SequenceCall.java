package io.ewig.calcite.moment;

import io.ewig.calcite.execution.SearchPath;
import io.ewig.calcite.expression.session.SequenceFunctions;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.SqlText;
import io.ewig.parser.node.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A call about a sequence: {@code NEXT VALUE FOR s}, {@code CURRENT VALUE FOR s}, {@code
 * nextval('s')}, {@code currval('s')} or {@code setval('s', n)}.
 *
 * @param known its name, if the statement says it
 * @param name what says it otherwise, when it is run
 * @param rest arguments behind the name
 */
public record SequenceCall(
    Verb verb, @Nullable SqlIdentifier known, SqlNode name, List<SqlNode> rest) {

  /** What is done with it. */
  public enum Verb {
    NEXTVAL,
    CURRVAL,
    SETVAL;

    private SqlFunction function() {
      return switch (this) {
        case NEXTVAL -> SequenceFunctions.NEXTVAL;
        case CURRVAL -> SequenceFunctions.CURRVAL;
        case SETVAL -> SequenceFunctions.SETVAL;
      };
    }

    static Optional<Verb> of(String name) {
      for (Verb verb : values()) {
        if (verb.name().equals(name.toUpperCase(Locale.ROOT))) {
          return Optional.of(verb);
        }
      }
      return Optional.empty();
    }
  }

  public static Optional<SequenceCall> of(SqlNode node) {
    if (!(node instanceof SqlCall call)) {
      return Optional.empty();
    }
    return switch (call.getKind()) {
      case NEXT_VALUE -> Optional.of(named(Verb.NEXTVAL, call));
      case CURRENT_VALUE -> Optional.of(named(Verb.CURRVAL, call));
      default ->
          call.getOperator() instanceof SqlFunction function
              ? Verb.of(function.getName()).map(verb -> ofFunction(verb, call))
              : Optional.empty();
    };
  }

  private static SequenceCall named(Verb verb, SqlCall call) {
    return new SequenceCall(verb, call.operand(0), call.operand(0), List.of());
  }

  private static SequenceCall ofFunction(Verb verb, SqlCall call) {
    List<SqlNode> arguments = call.getOperandList();
    boolean isComplete =
        verb == Verb.SETVAL
            ? arguments.size() == 2 || arguments.size() == 3
            : arguments.size() == 1;
    if (!isComplete) {
      throw new UserException(
          ErrorCode.UNKNOWN_FUNCTION,
          "there is no such function; say nextval('s'), currval('s'), setval('s', n) or"
              + " setval('s', n, false)"
              + Place.of(call).behind());
    }
    SqlNode name = arguments.get(0);
    return new SequenceCall(verb, known(name), name, arguments.subList(1, arguments.size()));
  }

  /** The sequence that a literal names: 's', 'public.s' or '"S"'. */
  private static @Nullable SqlIdentifier known(SqlNode argument) {
    boolean isText =
        argument instanceof SqlLiteral literal && literal.getTypeName() == SqlTypeName.CHAR;
    if (!isText) {
      return null;
    }
    String text = ((SqlLiteral) argument).getValueAs(String.class);
    if (SqlText.parseExpression(text) instanceof SqlIdentifier name && !name.isStar()) {
      return new SqlIdentifier(name.names, argument.getParserPosition());
    }
    throw new UserException(
        ErrorCode.INVALID_NAME,
        "'" + text + "' is no name of a sequence" + Place.of(argument).behind());
  }

  /** The sequence that a default draws from, if this does and says which. */
  public Optional<SqlIdentifier> drawnFrom() {
    return verb == Verb.NEXTVAL ? Optional.ofNullable(known) : Optional.empty();
  }

  /**
   * The same for the very sequence that is meant.
   *
   * @param path where names without a schema are looked up
   * @param moment at which the statement reads there
   */
  SqlCall resolved(Definitions definitions, SearchPath path, MomentText moment) {
    if (verb != Verb.CURRVAL && !moment.equals(MomentText.DEFAULT)) {
      throw new UserException(
          ErrorCode.READ_ONLY,
          "what draws numbers of a sequence can't be read at another moment"
              + Place.of(name).behind());
    }
    SqlParserPos pos = name.getParserPosition();
    List<SqlNode> operands = new ArrayList<>();
    if (known != null) {
      QualifiedName full = found(known, definitions, path, moment);
      operands.add(SqlLiteral.createCharString(full.schema(), pos));
      operands.add(SqlLiteral.createCharString(full.name(), pos));
    } else {
      operands.add(SqlLiteral.createCharString(SequenceFunctions.UNRESOLVED, pos));
      operands.add(name);
    }
    operands.addAll(rest);
    return verb.function().createCall(pos, operands);
  }

  private static QualifiedName found(
      SqlIdentifier name, Definitions definitions, SearchPath path, MomentText moment) {
    int number = definitions.moment(moment);
    Predicate<QualifiedName> has =
        wanted -> definitions.hasSequence(number, wanted.schema(), wanted.name());
    QualifiedName full = QualifiedName.of(name, path, definitions.catalog(), has);
    if (!has.test(full)) {
      throw new UserException(
          ErrorCode.UNKNOWN_OBJECT, "there is no sequence " + full + Place.of(name).behind());
    }
    return full;
  }
}
