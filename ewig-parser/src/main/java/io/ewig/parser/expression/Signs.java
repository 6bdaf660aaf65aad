package io.ewig.parser.expression;

import java.util.Arrays;
import java.util.Objects;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlOperandTypeInference;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Operators that are signs in PostgreSQL, and that Calcite does not have.
 *
 * <p>Those that reach into JSON bind more tightly than all arithmetic, so that {@code a ->> 'b' ||
 * 'c'} is a text with another behind it; those that compare bind like LIKE.
 */
public final class Signs {

  private static final int TURNING = 80;
  private static final int REACHING = 64;
  private static final int SHIFTING = 36;
  private static final int COMPARING = 32;

  private static final SqlOperandTypeInference TEXTS =
      (binding, result, operands) ->
          Arrays.fill(operands, binding.getTypeFactory().createSqlType(SqlTypeName.VARCHAR));

  private static final SqlOperandTypeChecker KEY =
      OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER)
          .or(OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER));

  private static final SqlOperandTypeChecker WAY =
      OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER)
          .or(OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.ARRAY));

  private static final SqlOperandTypeChecker ALIKE =
      OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER)
          .or(OperandTypes.family(SqlTypeFamily.ARRAY, SqlTypeFamily.ARRAY));

  private static final SqlOperandTypeChecker WHOLE =
      OperandTypes.family(SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER);

  /** A member of an object, or an element of an array, as JSON. */
  public static final SqlBinaryOperator MEMBER = reaching("->", JsonResult.FORCE_NULLABLE, KEY);

  /** The same as plain text. */
  public static final SqlBinaryOperator MEMBER_TEXT =
      reaching("->>", ReturnTypes.VARCHAR_FORCE_NULLABLE, KEY);

  /** What lies at the end of a way: names and numbers, as {@code '{a,0}'} or an array. */
  public static final SqlBinaryOperator PART = reaching("#>", JsonResult.FORCE_NULLABLE, WAY);

  /** The same as plain text. */
  public static final SqlBinaryOperator PART_TEXT =
      reaching("#>>", ReturnTypes.VARCHAR_FORCE_NULLABLE, WAY);

  /** Whether a document or an array has all that another one has. */
  public static final SqlBinaryOperator CONTAINS = comparing("@>", ALIKE);

  /** The other way round. */
  public static final SqlBinaryOperator WITHIN = comparing("<@", ALIKE);

  /** Whether two arrays have an element in common. */
  public static final SqlBinaryOperator OVERLAPS =
      comparing("&&", OperandTypes.family(SqlTypeFamily.ARRAY, SqlTypeFamily.ARRAY));

  /** Whether a text begins with another. */
  public static final SqlBinaryOperator BEGINS =
      comparing("^@", OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER));

  /** Each bit is the other. */
  public static final SqlPrefixOperator NOT =
      new SqlPrefixOperator(
          "~",
          SqlKind.OTHER,
          TURNING,
          ReturnTypes.ARG0,
          InferTypes.FIRST_KNOWN,
          OperandTypes.INTEGER);

  public static final SqlBinaryOperator SHIFT_LEFT = ofBits("<<");
  public static final SqlBinaryOperator SHIFT_RIGHT = ofBits(">>");
  public static final SqlBinaryOperator OR = ofBits("|");
  public static final SqlBinaryOperator XOR = ofBits("#");

  /** Of binaries, too. */
  public static final SqlBinaryOperator AND = like(SqlStdOperatorTable.BITAND_OPERATOR);

  /** XOR, of binaries as well. */
  public static final SqlBinaryOperator CARET = like(SqlStdOperatorTable.BITXOR_OPERATOR);

  private Signs() {}

  private static SqlBinaryOperator reaching(
      String sign, SqlReturnTypeInference result, SqlOperandTypeChecker operands) {
    return sign(sign, REACHING, result, TEXTS, operands);
  }

  private static SqlBinaryOperator comparing(String sign, SqlOperandTypeChecker operands) {
    return sign(sign, COMPARING, ReturnTypes.BOOLEAN_NULLABLE, InferTypes.FIRST_KNOWN, operands);
  }

  private static SqlBinaryOperator ofBits(String sign) {
    return sign(sign, SHIFTING, ReturnTypes.LEAST_RESTRICTIVE, InferTypes.FIRST_KNOWN, WHOLE);
  }

  /** As Calcite has it, but for how it binds: to it each sign is a level of its own. */
  private static SqlBinaryOperator like(SqlOperator model) {
    return sign(
        model.getName(),
        SHIFTING,
        Objects.requireNonNull(model.getReturnTypeInference()),
        InferTypes.FIRST_KNOWN,
        Objects.requireNonNull(model.getOperandTypeChecker()));
  }

  private static SqlBinaryOperator sign(
      String sign,
      int precedence,
      SqlReturnTypeInference result,
      SqlOperandTypeInference parameters,
      SqlOperandTypeChecker operands) {
    return new SqlBinaryOperator(
        sign, SqlKind.OTHER, precedence, true, result, parameters, operands);
  }
}
