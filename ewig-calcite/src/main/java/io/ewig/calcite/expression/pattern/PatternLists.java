package io.ewig.calcite.expression.pattern;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.parser.expression.SomePatterns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * {@code t LIKE ANY (patterns)}, {@code t !~ ALL (patterns)} and their like: a function of the text
 * and an array for each operator and quantifier.
 *
 * <p>As with every ANY and ALL a null makes unknown what the others do not decide.
 */
public final class PatternLists {

  private static final SqlOperandTypeInference TEXT_AND_PATTERNS =
      (binding, result, operands) -> {
        RelDataTypeFactory types = binding.getTypeFactory();
        RelDataType text = types.createSqlType(SqlTypeName.VARCHAR);
        Arrays.fill(operands, text);
        operands[1] = types.createArrayType(types.createTypeWithNullability(text, true), -1);
      };

  private static final Map<SqlOperator, SqlFunction> OF_ANY = new HashMap<>();
  private static final Map<SqlOperator, SqlFunction> OF_ALL = new HashMap<>();
  private static final List<Kind> KINDS = kinds();

  /**
   * An operator that matches patterns, and what it is with ANY and with ALL.
   *
   * @param reading of a pattern and its escape
   */
  private record Kind(
      SqlOperator operator,
      boolean isNegated,
      BiFunction<String, String, Predicate<String>> reading,
      SqlFunction ofAny,
      SqlFunction ofAll) {

    static Kind of(
        SqlOperator operator,
        boolean isNegated,
        BiFunction<String, String, Predicate<String>> reading) {
      SqlFunction ofAny = function("$ANY " + operator.getName());
      return new Kind(operator, isNegated, reading, ofAny, function("$ALL " + operator.getName()));
    }
  }

  static {
    for (Kind kind : KINDS) {
      OF_ANY.put(kind.operator, kind.ofAny);
      OF_ALL.put(kind.operator, kind.ofAll);
    }
  }

  private PatternLists() {}

  private static List<Kind> kinds() {
    BiFunction<String, String, Predicate<String>> like = (p, e) -> like(p, e, false);
    BiFunction<String, String, Predicate<String>> ilike = (p, e) -> like(p, e, true);
    BiFunction<String, String, Predicate<String>> similar =
        (p, e) -> SimilarPattern.parse(p, e)::matches;
    BiFunction<String, String, Predicate<String>> regular = (p, e) -> regular(p, "");
    BiFunction<String, String, Predicate<String>> inAnyCase = (p, e) -> regular(p, "i");
    return List.of(
        Kind.of(SqlStdOperatorTable.LIKE, false, like),
        Kind.of(SqlStdOperatorTable.NOT_LIKE, true, like),
        Kind.of(SqlLibraryOperators.ILIKE, false, ilike),
        Kind.of(SqlLibraryOperators.NOT_ILIKE, true, ilike),
        Kind.of(SqlStdOperatorTable.SIMILAR_TO, false, similar),
        Kind.of(SqlStdOperatorTable.NOT_SIMILAR_TO, true, similar),
        Kind.of(SqlStdOperatorTable.POSIX_REGEX_CASE_SENSITIVE, false, regular),
        Kind.of(SqlStdOperatorTable.NEGATED_POSIX_REGEX_CASE_SENSITIVE, true, regular),
        Kind.of(SqlStdOperatorTable.POSIX_REGEX_CASE_INSENSITIVE, false, inAnyCase),
        Kind.of(SqlStdOperatorTable.NEGATED_POSIX_REGEX_CASE_INSENSITIVE, true, inAnyCase));
  }

  private static Predicate<String> like(String pattern, String escape, boolean ignoresCase) {
    return LikePattern.parse(pattern, escape, ignoresCase)::matches;
  }

  private static Predicate<String> regular(String pattern, String flags) {
    var parsed = RegularExpression.parse(pattern, flags);
    return text -> parsed.matcher(text).find();
  }

  private static SqlFunction function(String name) {
    return ((SqlBasicFunction)
            Own.function(
                name,
                ReturnTypes.BOOLEAN_FORCE_NULLABLE, // a pattern among them may be null
                OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.ARRAY)
                    .or(
                        OperandTypes.family(
                            SqlTypeFamily.CHARACTER,
                            SqlTypeFamily.ARRAY,
                            SqlTypeFamily.CHARACTER))))
        .withOperandTypeInference(TEXT_AND_PATTERNS);
  }

  /** The function that a call of an operator means; null: its pattern is one. */
  public static @Nullable SqlNode of(SqlCall call) {
    if (call.operandCount() < 2 || !(call.operand(1) instanceof SqlCall patterns)) {
      return null;
    }
    boolean isAny = patterns.getOperator().equals(SomePatterns.ANY);
    SqlFunction function =
        isAny
            ? OF_ANY.get(call.getOperator())
            : patterns.getOperator().equals(SomePatterns.ALL)
                ? OF_ALL.get(call.getOperator())
                : null;
    if (function == null) {
      return null;
    }
    List<SqlNode> operands = new ArrayList<>(call.getOperandList());
    operands.set(1, patterns.operand(0));
    return function.createCall(call.getParserPosition(), operands);
  }

  public static void addTo(Functions functions) {
    for (Kind kind : KINDS) {
      functions.add(kind.ofAny, call -> new Matched(call, kind, false));
      functions.add(kind.ofAll, call -> new Matched(call, kind, true));
    }
  }

  /** Whether that is one of these functions, whose patterns may be written as one text. */
  public static boolean isOne(SqlOperator operator) {
    return OF_ANY.containsValue(operator) || OF_ALL.containsValue(operator);
  }

  private static final class Matched implements Condition {

    private record Read(List<?> patterns, String escape, List<@Nullable Predicate<String>> read) {}

    private final Expression text;
    private final Expression patterns;
    private final Expression escape;
    private final Kind kind;
    private final boolean areAll;

    /** What was read last, whoever did: threads may race, and all are right. */
    private volatile @Nullable Read last;

    Matched(Call call, Kind kind, boolean areAll) {
      this.text = call.argument(0);
      this.patterns = call.argument(1);
      this.escape = call.size() > 2 ? call.argument(2) : new Constant("");
      this.kind = kind;
      this.areAll = areAll;
    }

    @Override
    public int truth(@Nullable Object[] row, Execution execution) {
      Object value = text.value(row, execution);
      Object list = patterns.value(row, execution);
      Object with = escape.value(row, execution);
      if (list == null || with == null) {
        return UNKNOWN;
      }
      int truth = areAll ? TRUE : FALSE;
      for (Predicate<String> each : read((List<?>) list, (String) with)) {
        int one =
            value == null || each == null
                ? UNKNOWN
                : Condition.of(each.test((String) value) != kind.isNegated);
        truth = areAll ? Math.min(truth, one) : Math.max(truth, one);
      }
      return truth;
    }

    private List<@Nullable Predicate<String>> read(List<?> list, String with) {
      Read before = last;
      if (before != null && before.patterns.equals(list) && before.escape.equals(with)) {
        return before.read;
      }
      List<@Nullable Predicate<String>> read = new ArrayList<>(list.size());
      for (Object pattern : list) {
        read.add(pattern == null ? null : kind.reading.apply((String) pattern, with));
      }
      last = new Read(list, with, read);
      return read;
    }
  }
}
