package io.ewig.calcite.expression.collection;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.calcite.expression.Values;
import io.ewig.calcite.expression.cast.Casts;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.parser.expression.Signs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.jspecify.annotations.Nullable;

/**
 * Arrays as sets: {@code @>}, {@code <@}, {@code &&}, and what takes out, replaces or finds all
 * that equal a value. To @> and && null is equal to nothing, to the functions to itself.
 */
public final class ArraySets {

  static final SqlFunction ARRAY_REMOVE = ofElement("ARRAY_REMOVE", 1);
  static final SqlFunction ARRAY_REPLACE = ofElement("ARRAY_REPLACE", 2);

  /** The places of all that equal a value. */
  static final SqlFunction ARRAY_POSITIONS =
      Own.function(
          "ARRAY_POSITIONS",
          ReturnTypes.INTEGER
              .andThen(SqlTypeTransforms.TO_ARRAY)
              .andThen(SqlTypeTransforms.TO_NULLABLE),
          OperandTypes.family(SqlTypeFamily.ARRAY, SqlTypeFamily.ANY));

  private ArraySets() {}

  private static SqlFunction ofElement(String name, int elements) {
    return Own.function(
        name,
        ReturnTypes.ARG0_NULLABLE,
        elements == 1
            ? OperandTypes.family(SqlTypeFamily.ARRAY, SqlTypeFamily.ANY)
            : OperandTypes.family(SqlTypeFamily.ARRAY, SqlTypeFamily.ANY, SqlTypeFamily.ANY));
  }

  public static void addTo(Functions functions) {
    functions.add(Signs.OVERLAPS, ArraySets::meets);
    functions.add(ARRAY_REMOVE, ArraySets::remove);
    functions.add(ARRAY_REPLACE, ArraySets::replace);
    functions.add(ARRAY_POSITIONS, ArraySets::positions);
  }

  /** Whether one array has all that the other one has. */
  public static Condition holds(Call call, boolean isTurned) {
    return compared(
        call, (left, right) -> isTurned ? right.containsAll(left) : left.containsAll(right));
  }

  private static Condition meets(Call call) {
    return compared(call, (left, right) -> !Collections.disjoint(left, right));
  }

  /** What is asked about the elements of two arrays. */
  private interface Question {
    boolean holds(Set<Object> left, Set<Object> right);
  }

  private static Condition compared(Call call, Question question) {
    Expression left = call.argument(0);
    Expression right = call.argument(1);
    UnaryOperator<Object> keyOfLeft = Values.key(TypeMapping.component(call.typeOf(0)));
    UnaryOperator<Object> keyOfRight = Values.key(TypeMapping.component(call.typeOf(1)));
    return (row, execution) -> {
      Object first = left.value(row, execution);
      Object second = right.value(row, execution);
      return first == null || second == null
          ? Condition.UNKNOWN
          : Condition.of(question.holds(keys(first, keyOfLeft), keys(second, keyOfRight)));
    };
  }

  private static Set<Object> keys(Object array, UnaryOperator<Object> key) {
    Set<Object> keys = new HashSet<>();
    for (Object element : (List<?>) array) {
      keys.add(element == null ? new Object() : key.apply(element));
    }
    return keys;
  }

  private static Expression element(Call call, int place) {
    return Casts.cast(
        call.argument(place), call.typeOf(place), TypeMapping.component(call.typeOf(0)));
  }

  private static Expression remove(Call call) {
    Matching matching = new Matching(Values.key(TypeMapping.component(call.typeOf(0))));
    Expression array = call.argument(0);
    Expression wanted = element(call, 1);
    return (row, execution) -> {
      Object list = array.value(row, execution);
      Object value = wanted.value(row, execution);
      return list == null
          ? null
          : ((List<?>) list).stream().filter(each -> !matching.of(each, value)).toList();
    };
  }

  private static Expression positions(Call call) {
    Matching matching = new Matching(Values.key(TypeMapping.component(call.typeOf(0))));
    Expression array = call.argument(0);
    Expression wanted = element(call, 1);
    return (row, execution) -> {
      Object list = array.value(row, execution);
      if (list == null) {
        return null;
      }
      Object value = wanted.value(row, execution);
      List<Object> places = new ArrayList<>();
      int place = 0;
      for (Object each : (List<?>) list) {
        place++;
        if (matching.of(each, value)) {
          places.add(place);
        }
      }
      return Collections.unmodifiableList(places);
    };
  }

  private static Expression replace(Call call) {
    Matching matching = new Matching(Values.key(TypeMapping.component(call.typeOf(0))));
    Expression array = call.argument(0);
    Expression wanted = element(call, 1);
    Expression instead = element(call, 2);
    return (row, execution) -> {
      Object list = array.value(row, execution);
      if (list == null) {
        return null;
      }
      Object value = wanted.value(row, execution);
      Object other = instead.value(row, execution);
      List<@Nullable Object> replaced = new ArrayList<>();
      for (Object each : (List<?>) list) {
        replaced.add(matching.of(each, value) ? other : each);
      }
      return Collections.unmodifiableList(replaced);
    };
  }

  /** Whether an element is the value that is looked for. */
  private record Matching(UnaryOperator<Object> key) {
    boolean of(@Nullable Object element, @Nullable Object value) {
      if (element == null || value == null) {
        return element == null && value == null;
      }
      return key.apply(element).equals(key.apply(value));
    }
  }
}
