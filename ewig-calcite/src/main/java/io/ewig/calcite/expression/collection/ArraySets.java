package io.ewig.calcite.expression.collection;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.calcite.expression.cast.Casts;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.parser.expression.Signs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.apache.calcite.rel.type.RelDataType;
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
    List<ElementKeys> keys = ElementKeys.ofBoth(call.typeOf(0), call.typeOf(1));
    return (row, execution) -> {
      Object first = left.value(row, execution);
      Object second = right.value(row, execution);
      return first == null || second == null
          ? Condition.UNKNOWN
          : Condition.of(
              question.holds(
                  keys(first, keys.get(0), execution), keys(second, keys.get(1), execution)));
    };
  }

  private static Set<Object> keys(Object array, ElementKeys keysOf, Execution execution) {
    Set<Object> keys = new HashSet<>();
    for (Object element : (List<?>) array) {
      keys.add(element == null ? new Object() : keysOf.of(element, execution));
    }
    return keys;
  }

  private static RelDataType elementType(Call call) {
    return TypeMapping.component(call.typeOf(0));
  }

  private static Expression remove(Call call) {
    return ofMatches(
        call, (list, matches) -> list.stream().filter(each -> !matches.test(each)).toList());
  }

  private static Expression positions(Call call) {
    return ofMatches(
        call,
        (list, matches) -> {
          List<Object> places = new ArrayList<>();
          int place = 0;
          for (Object each : list) {
            place++;
            if (matches.test(each)) {
              places.add(place);
            }
          }
          return Collections.unmodifiableList(places);
        });
  }

  /** What is made of an array and those of its elements that equal the second argument. */
  private static Expression ofMatches(
      Call call, BiFunction<List<?>, Predicate<@Nullable Object>, Object> made) {
    Matching matching = Matching.of(call);
    Expression array = call.argument(0);
    return (row, execution) -> {
      Object list = array.value(row, execution);
      return list == null ? null : made.apply((List<?>) list, matching.in(row, execution));
    };
  }

  private static Expression replace(Call call) {
    Matching matching = Matching.of(call);
    Expression array = call.argument(0);
    Expression instead = Casts.cast(call, 2, elementType(call));
    return (row, execution) -> {
      Object list = array.value(row, execution);
      if (list == null) {
        return null;
      }
      Predicate<@Nullable Object> matches = matching.in(row, execution);
      Object other = instead.value(row, execution);
      List<@Nullable Object> replaced = new ArrayList<>();
      for (Object each : (List<?>) list) {
        replaced.add(matches.test(each) ? other : each);
      }
      return Collections.unmodifiableList(replaced);
    };
  }

  /** Whether an element is the value that is looked for. */
  private record Matching(Expression wanted, ElementKeys keys) {

    static Matching of(Call call) {
      RelDataType shared = ElementKeys.shared(elementType(call), call.typeOf(1));
      return new Matching(Casts.cast(call, 1, shared), ElementKeys.of(elementType(call), shared));
    }

    Predicate<@Nullable Object> in(@Nullable Object[] row, Execution execution) {
      Object sought = keys.ofSought(wanted.value(row, execution));
      return element -> keys.isSought(element, sought, execution);
    }
  }
}
