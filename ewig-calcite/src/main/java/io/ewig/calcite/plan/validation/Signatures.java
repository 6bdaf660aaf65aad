package io.ewig.calcite.plan.validation;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.node.Place;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUtil;
import org.jspecify.annotations.Nullable;

/** What is said of a call that no function fits. */
final class Signatures {

  /** Of any number of operands, from which their result follows: so there has to be one. */
  private static final Set<SqlKind> OF_SOME =
      EnumSet.of(SqlKind.COALESCE, SqlKind.GREATEST_PG, SqlKind.LEAST_PG);

  private Signatures() {}

  /**
   * @param named functions of the same name, which take other operands
   * @param given types of the operands
   * @param names that the call gives its operands, if any
   */
  static UserException misfit(
      SqlCall call,
      List<SqlOperator> named,
      List<RelDataType> given,
      @Nullable List<String> names) {
    String name = call.getOperator().getName();
    String operands =
        IntStream.range(0, given.size())
            .mapToObj(i -> (names == null ? "" : names.get(i) + " => ") + given.get(i))
            .collect(Collectors.joining(", "));
    return new UserException(
        ErrorCode.UNKNOWN_FUNCTION,
        "there is no function "
            + name
            + "("
            + Refusals.readable(operands)
            + ")"
            + Place.of(call).behind()
            + named.stream().map(Signatures::known).distinct().collect(Collectors.joining()));
  }

  private static String known(SqlOperator operator) {
    if (operator.getOperandTypeChecker() == null) {
      return "";
    }
    String forms = operator.getAllowedSignatures().replaceAll("[<>']", "").replaceAll("\\R", "; ");
    return forms.isBlank() ? "" : "; there is " + forms.toLowerCase(Locale.ROOT);
  }

  /** Refuses a call where Calcite would look for the type of an operand that has none. */
  static void requireOperands(SqlCall call) {
    if (call.getKind() == SqlKind.UNNEST
        && call.getOperandList().stream().anyMatch(each -> SqlUtil.isNullLiteral(each, false))) {
      throw new UserException(
          ErrorCode.TYPE_MISMATCH,
          "UNNEST takes arrays, and NULL does not say of what; write CAST(NULL AS INT ARRAY)"
              + Place.of(call).behind());
    }
    if (call.operandCount() == 0
        && call.getOperator() instanceof SqlFunction function
        && OF_SOME.contains(function.getKind())) {
      String name = function.getName().toLowerCase(Locale.ROOT);
      throw new UserException(
          ErrorCode.UNKNOWN_FUNCTION,
          name + "() takes one value or more, as in " + name + "(x, 0)" + Place.of(call).behind());
    }
  }
}
