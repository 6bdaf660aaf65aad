package io.ewig.calcite.plan.validation;

import io.ewig.calcite.type.CharacterSet;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.error.UserException;
import io.ewig.parser.node.Place;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;

/** What Calcite's refusals are called here. */
public final class Refusals {

  private record Meaning(Pattern text, ErrorCode code) {
    Meaning(String regex, ErrorCode code) {
      this(Pattern.compile(regex), code);
    }
  }

  private static final List<Meaning> MEANINGS =
      List.of(
          new Meaning("(Object|Table) '.*' not found", ErrorCode.UNKNOWN_TABLE),
          new Meaning("Column '.*' not found", ErrorCode.UNKNOWN_COLUMN),
          new Meaning("Unknown identifier", ErrorCode.UNKNOWN_COLUMN),
          new Meaning("is ambiguous", ErrorCode.AMBIGUOUS_COLUMN),
          new Meaning("Invalid number of arguments", ErrorCode.UNKNOWN_FUNCTION),
          new Meaning("not being grouped|[Aa]ggregate expression", ErrorCode.GROUPING_ERROR),
          new Meaning("Duplicate (relation|alias|column) name", ErrorCode.DUPLICATE_COLUMN),
          new Meaning(
              "Cannot (apply|assign|infer)|cannot convert|type mismatch|must (be|have)",
              ErrorCode.TYPE_MISMATCH),
          new Meaning("Ordinal out of range", ErrorCode.SYNTAX_ERROR),
          new Meaning("out of range|exceeds", ErrorCode.OUT_OF_RANGE));

  /** What Calcite says of a correlation within a join that it could not be carried out in. */
  private static final Pattern OUTER_LATERAL =
      Pattern.compile("^(Unknown|Correlate has invalid) join type (RIGHT|FULL)");

  /** What Calcite says of a subquery that knows a column of which groups have many values. */
  private static final Pattern UNGROUPED =
      Pattern.compile("^Identifier '(.*)' is not a group expr");

  private Refusals() {}

  public static RuntimeException of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof EwigException known) {
        return known;
      }
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CalciteContextException context) {
        return refusal(context);
      }
    }
    if (failure instanceof CalciteException) {
      return new UserException(ErrorCode.SYNTAX_ERROR, String.valueOf(failure.getMessage()));
    }
    if (failure instanceof UnsupportedOperationException) {
      return new UserException(
          ErrorCode.UNSUPPORTED, "this can't be done in SQL yet: " + failure.getMessage());
    }
    String text = String.valueOf(failure.getMessage());
    if (OUTER_LATERAL.matcher(text).find()) {
      return new UserException(
          ErrorCode.SYNTAX_ERROR,
          "a LATERAL query can't take columns from the other side of a RIGHT or FULL JOIN; put it"
              + " behind LEFT JOIN");
    }
    Matcher ungrouped = UNGROUPED.matcher(text);
    if (ungrouped.find()) {
      return new UserException(
          ErrorCode.GROUPING_ERROR,
          "a subquery takes '"
              + ungrouped.group(1)
              + "' from a query around it that is not grouped by it; put it behind GROUP BY there, or"
              + " group in a query in FROM");
    }
    return new InternalException(
        ErrorCode.INVARIANT_BROKEN, "a query could not be planned: " + failure, failure);
  }

  private static UserException refusal(CalciteContextException context) {
    Throwable cause = context.getCause();
    String text =
        readable(String.valueOf(cause == null ? context.getMessage() : cause.getMessage()));
    ErrorCode code = ErrorCode.SYNTAX_ERROR;
    for (Meaning meaning : MEANINGS) {
      Matcher matcher = meaning.text().matcher(text);
      if (matcher.find()) {
        code = meaning.code();
        break;
      }
    }
    return new UserException(code, text + Place.of(context).behind());
  }

  /** As we call types, and on one line: lists of what would have been right come a line each. */
  static String readable(String text) {
    return CharacterSet.unmentioned(text)
        .replace(" NOT NULL", "")
        .replace("TIMESTAMP_WITH_LOCAL_TIME_ZONE", "TIMESTAMP WITH TIME ZONE")
        .replaceAll(":\\s*\\R", ": ")
        .replaceAll("\\s*\\R", "; ");
  }
}
