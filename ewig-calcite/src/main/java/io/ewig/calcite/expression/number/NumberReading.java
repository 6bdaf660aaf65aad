package io.ewig.calcite.expression.number;

import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.calcite.expression.Readings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/**
 * TO_NUMBER: a text that {@link NumberFormat} could have written, as a number.
 *
 * <p>Blanks do not count, nor does what the pattern has in texts of its own; separators of groups
 * may stand anywhere if the pattern has one. A number with more digits than the pattern is refused,
 * where PostgreSQL leaves the others out.
 */
public final class NumberReading {

  private static final int DIGITS = 38;
  private static final int SCALE = 9;

  private static final SqlReturnTypeInference RESULT =
      binding -> binding.getTypeFactory().createSqlType(SqlTypeName.DECIMAL, DIGITS, SCALE);

  public static final SqlFunction TO_NUMBER =
      Own.function(
          "TO_NUMBER",
          RESULT.andThen(SqlTypeTransforms.TO_NULLABLE),
          OperandTypes.CHARACTER_CHARACTER);

  private final String text;
  private final NumberFormat format;
  private final StringBuilder digits = new StringBuilder();
  private int point = -1;
  private boolean isSigned;
  private boolean isNegative;

  private NumberReading(String text, NumberFormat format) {
    this.text = text;
    this.format = format;
  }

  public static void addTo(Functions functions) {
    functions.add(
        TO_NUMBER,
        call -> {
          Expression input = call.argument(0);
          Readings<NumberFormat> formats =
              new Readings<>(
                  call.argument(1),
                  new Constant(""),
                  (pattern, none) -> NumberFormat.parse(pattern));
          return (row, execution) -> {
            Object value = input.value(row, execution);
            NumberFormat format = formats.of(row, execution);
            return value == null || format == null
                ? null
                : new NumberReading((String) value, format).read();
          };
        });
  }

  private BigDecimal read() {
    String left = format.withoutTexts(text);
    for (int i = 0; i < left.length(); i++) {
      take(left.charAt(i));
    }
    int fraction = point < 0 ? 0 : digits.length() - point;
    int whole = digits.length() - fraction;
    if (digits.length() == 0 || whole > format.whole() || fraction > format.fraction()) {
      throw refused();
    }
    BigDecimal number = new BigDecimal(digits.toString()).movePointLeft(fraction);
    number = number.setScale(SCALE, RoundingMode.HALF_UP);
    if (number.precision() > DIGITS) {
      throw Fault.outOfRange(text, "DECIMAL(" + DIGITS + ", " + SCALE + ")");
    }
    return isNegative ? number.negate() : number;
  }

  private void take(char c) {
    if (c >= '0' && c <= '9') {
      digits.append(c);
    } else if (c == '.' && point < 0) {
      point = digits.length();
    } else if ("+-<".indexOf(c) >= 0 && !isSigned && (c != '<' || format.isAngled())) {
      isSigned = true;
      isNegative = c != '+';
    } else if (!Character.isWhitespace(c)
        && !(c == ',' && format.hasGroups())
        && !(c == '>' && format.isAngled())) {
      throw refused();
    }
  }

  private RuntimeException refused() {
    return Fault.invalid(
        Fault.shown(text) + " is no number of the pattern " + Fault.shown(format.pattern()));
  }
}
