package io.ewig.parser.expression;

import io.ewig.engine.error.ErrorCode;
import io.ewig.parser.node.Place;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What the text of a binary literal means: two hexadecimal digits for each byte. */
public final class BinaryLiterals {

  private static final int RADIX = 16;

  private BinaryLiterals() {}

  public static SqlLiteral of(String digits, SqlParserPos pos) {
    boolean fits = digits.chars().allMatch(c -> c < 128 && Character.digit(c, RADIX) >= 0);
    if (!fits || digits.length() % 2 != 0) {
      throw Place.of(pos)
          .error(
              ErrorCode.SYNTAX_ERROR,
              "a binary literal has two hexadecimal digits for each byte, such as x'0aff'");
    }
    return SqlLiteral.createBinaryString(digits, pos);
  }
}
