package io.ewig.calcite.plan.syntax;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.node.Place;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;

/**
 * Functions with a grammar of their own, such as {@code TRIM(BOTH 'x' FROM t)}. In FROM, and where
 * their name is quoted, there are only plain calls, which would give them operands that mean
 * something else.
 */
final class WordedFunctions {

  private static final Set<String> NAMES =
      Set.of(
          "extract",
          "json_array",
          "json_exists",
          "json_object",
          "json_query",
          "json_value",
          "overlay",
          "position",
          "trim");

  /** Plain calls with one operand, worded ones with two. */
  private static final Set<String> ROUNDING = Set.of("ceil", "ceiling", "floor");

  private WordedFunctions() {}

  /**
   * @param call of a name that nobody has looked up
   */
  static void refuse(SqlCall call) {
    String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
    if (NAMES.contains(name) || (ROUNDING.contains(name) && call.operandCount() > 1)) {
      throw new UserException(
          ErrorCode.UNKNOWN_FUNCTION,
          name
              + " has a syntax of its own, which is not known in FROM or behind a quoted name; say (SELECT "
              + name
              + "(...)) AS t"
              + Place.of(call).behind());
    }
  }
}
