package io.ewig.calcite.expression.collection;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.calcite.expression.Values;
import io.ewig.calcite.expression.cast.Casts;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** ARRAY[...], MAP[...], ROW(...), x[i], CARDINALITY, and the functions of arrays. */
public final class ArrayFunctions {

  public static final SqlFunction ARRAY_REVERSE =
      Own.function(
          "ARRAY_REVERSE", ReturnTypes.ARG0_NULLABLE, OperandTypes.family(SqlTypeFamily.ARRAY));

  /** The elements from one place to another; a[first:last]. */
  public static final SqlFunction ARRAY_SLICE =
      Own.function(
          "ARRAY_SLICE",
          ReturnTypes.ARG0_FORCE_NULLABLE,
          OperandTypes.family(
              SqlTypeFamily.ARRAY, SqlTypeFamily.EXACT_NUMERIC, SqlTypeFamily.EXACT_NUMERIC));

  /** An array with one more; Calcite's cast an array to the type of its elements. */
  public static final SqlFunction ARRAY_APPEND = extending("ARRAY_APPEND");

  public static final SqlFunction ARRAY_PREPEND = extending("ARRAY_PREPEND");

  private static final SqlFunction MAP_KEYS = ofMap("MAP_KEYS", ReturnTypes.TO_MAP_KEYS_NULLABLE);
  private static final SqlFunction MAP_VALUES =
      ofMap("MAP_VALUES", ReturnTypes.TO_MAP_VALUES_NULLABLE);

  private ArrayFunctions() {}

  /** Of a NULL without a type Calcite would ask what its keys are. */
  private static SqlFunction ofMap(String name, SqlReturnTypeInference result) {
    return Own.function(
        name,
        binding ->
            binding.getOperandType(0).getSqlTypeName() == SqlTypeName.NULL
                ? binding.getOperandType(0)
                : result.inferReturnType(binding),
        OperandTypes.family(SqlTypeFamily.MAP));
  }

  private static SqlFunction extending(String name) {
    return Own.function(name, ArrayFunctions::extended, OperandTypes.ARRAY_ELEMENT_NONNULL);
  }

  private static RelDataType extended(SqlOperatorBinding binding) {
    RelDataType array = binding.getOperandType(0);
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataType element =
        types.leastRestrictive(List.of(TypeMapping.component(array), binding.getOperandType(1)));
    return types.createTypeWithNullability(
        types.createArrayType(Objects.requireNonNull(element, "checked before"), -1),
        array.isNullable());
  }

  public static void addTo(Functions functions) {
    functions.add(SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR, ArrayFunctions::array);
    functions.add(SqlStdOperatorTable.MAP_VALUE_CONSTRUCTOR, ArrayFunctions::map);
    functions.add(SqlStdOperatorTable.ROW, ArrayFunctions::row);
    functions.add(SqlStdOperatorTable.ITEM, ArrayFunctions::item);
    functions.unary(SqlStdOperatorTable.CARDINALITY, ArrayFunctions::size);
    functions.unary(SqlLibraryOperators.ARRAY_SIZE, ArrayFunctions::size);
    functions.unary(SqlStdOperatorTable.ELEMENT, (List<?> list) -> only(list));
    functions.add(SqlLibraryOperators.ARRAY_CONTAINS, ArrayFunctions::contains);
    functions.add(SqlLibraryOperators.ARRAY_POSITION, ArrayFunctions::position);
    functions.add(SqlLibraryOperators.ARRAY_CONCAT, ArrayFunctions::concat);
    functions.add(ARRAY_APPEND, call -> extend(call, false));
    functions.add(ARRAY_PREPEND, call -> extend(call, true));
    functions.add(SqlLibraryOperators.ARRAY_DISTINCT, ArrayFunctions::distinct);
    functions.unary(ARRAY_REVERSE, (List<?> list) -> reversed(list));
    functions.add(SqlLibraryOperators.ARRAY_MAX, call -> extreme(call, 1));
    functions.add(SqlLibraryOperators.ARRAY_MIN, call -> extreme(call, -1));
    functions.unary(MAP_KEYS, (Map<?, ?> map) -> list(map.keySet()));
    functions.unary(MAP_VALUES, (Map<?, ?> map) -> list(map.values()));
    functions.variadic(ARRAY_SLICE, ArrayFunctions::slice);
    OnlyValue.addTo(functions);
    for (var quantifier : SqlStdOperatorTable.QUANTIFY_OPERATORS) {
      functions.add(quantifier, Quantifiers::compile);
    }
  }

  private static List<@Nullable Object> list(java.util.Collection<?> values) {
    return Collections.unmodifiableList(new ArrayList<@Nullable Object>(values));
  }

  /** The arguments as elements of a type. */
  private static Expression[] elements(Call call, RelDataType type) {
    Expression[] elements = new Expression[call.size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = Casts.cast(call, i, type);
    }
    return elements;
  }

  private static Expression array(Call call) {
    Expression[] elements = elements(call, TypeMapping.component(call.type()));
    return (row, execution) ->
        Collections.unmodifiableList(
            java.util.Arrays.asList(Functions.values(elements, row, execution)));
  }

  private static Expression map(Call call) {
    RelDataType keyType = Objects.requireNonNull(call.type().getKeyType(), "keys");
    RelDataType valueType = Objects.requireNonNull(call.type().getValueType(), "values");
    Expression[] keys = new Expression[call.size() / 2];
    Expression[] values = new Expression[keys.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = Casts.cast(call, 2 * i, keyType);
      values[i] = Casts.cast(call, 2 * i + 1, valueType);
    }
    return (row, execution) -> {
      Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
      for (int i = 0; i < keys.length; i++) {
        map.put(keys[i].value(row, execution), values[i].value(row, execution));
      }
      return Collections.unmodifiableMap(map);
    };
  }

  private static Expression row(Call call) {
    List<RelDataTypeField> fields = call.type().getFieldList();
    Expression[] values = new Expression[call.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Casts.cast(call, i, fields.get(i).getType());
    }
    return (row, execution) -> Functions.values(values, row, execution);
  }

  private static Expression item(Call call) {
    if (call.kindOf(0) == SqlTypeName.MAP) {
      RelDataType keyType = Objects.requireNonNull(call.typeOf(0).getKeyType(), "keys");
      Expression key = Casts.cast(call, 1, keyType);
      UnaryOperator<Object> normal = Values.key(keyType);
      return Functions.strict(
          call.argument(0), key, (Map<?, ?> map, Object wanted) -> ofKey(map, wanted, normal));
    }
    if (call.typeOf(0).isStruct()) {
      return Functions.strict(
          call.argument(0),
          call.argument(1),
          (Object[] record, Number index) -> element(java.util.Arrays.asList(record), index));
    }
    return Functions.strict(
        call.argument(0), call.argument(1), (List<?> list, Number index) -> element(list, index));
  }

  private static @Nullable Object ofKey(
      Map<?, ?> map, Object wanted, UnaryOperator<Object> normal) {
    Object found = map.get(wanted);
    if (found != null) {
      return found;
    }
    Object key = normal.apply(wanted);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (entry.getKey() != null && normal.apply(entry.getKey()).equals(key)) {
        return entry.getValue();
      }
    }
    return null;
  }

  private static @Nullable Object element(List<?> list, Number index) {
    long at = index.longValue();
    return at >= 1 && at <= list.size() ? list.get((int) at - 1) : null;
  }

  private static Object size(Object value) {
    return value instanceof Map<?, ?> map ? map.size() : ((List<?>) value).size();
  }

  private static @Nullable Object slice(@Nullable Object[] arguments) {
    if (arguments[0] == null || arguments[1] == null || arguments[2] == null) {
      return null;
    }
    List<?> list = (List<?>) arguments[0];
    long first = Math.max(((Number) arguments[1]).longValue(), 1);
    long last = Math.min(((Number) arguments[2]).longValue(), list.size());
    return first > last ? List.of() : list(list.subList((int) first - 1, (int) last));
  }

  private static @Nullable Object only(List<?> list) {
    if (list.size() > 1) {
      throw new io.ewig.engine.error.UserException(
          io.ewig.engine.error.ErrorCode.NOT_ONE_ROW,
          "ELEMENT takes what has one element, not " + list.size());
    }
    return list.isEmpty() ? null : list.get(0);
  }

  private static RelDataType elementType(Call call) {
    return TypeMapping.component(call.typeOf(0));
  }

  private static Condition contains(Call call) {
    RelDataType shared = ElementKeys.shared(elementType(call), call.typeOf(1));
    ElementKeys keys = ElementKeys.of(elementType(call), shared);
    Expression wanted = Casts.cast(call, 1, shared);
    Expression array = call.argument(0);
    return (row, execution) -> {
      Object list = array.value(row, execution);
      Object sought = keys.ofSought(wanted.value(row, execution));
      return list == null || sought == null
          ? Condition.UNKNOWN
          : Condition.of(indexOf((List<?>) list, sought, keys, execution) >= 0);
    };
  }

  private static int indexOf(List<?> list, Object sought, ElementKeys keys, Execution execution) {
    for (int i = 0; i < list.size(); i++) {
      if (keys.isSought(list.get(i), sought, execution)) {
        return i;
      }
    }
    return -1;
  }

  private static Expression position(Call call) {
    RelDataType shared = ElementKeys.shared(elementType(call), call.typeOf(1));
    ElementKeys keys = ElementKeys.of(elementType(call), shared);
    Expression wanted = Casts.cast(call, 1, shared);
    Expression array = call.argument(0);
    return (row, execution) -> {
      Object list = array.value(row, execution);
      Object sought = keys.ofSought(wanted.value(row, execution));
      return list == null || sought == null
          ? null
          : (Object) (indexOf((List<?>) list, sought, keys, execution) + 1L);
    };
  }

  private static List<@Nullable Object> bounded(List<@Nullable Object> list) {
    if (list.size() > Type.ARRAY_ELEMENTS_MAX) {
      throw Fault.limit("an array has up to " + Type.ARRAY_ELEMENTS_MAX + " elements");
    }
    return Collections.unmodifiableList(list);
  }

  private static Expression concat(Call call) {
    Expression[] arrays = elements(call, call.type());
    return (row, execution) -> {
      List<@Nullable Object> joined = new ArrayList<>();
      for (Expression array : arrays) {
        Object list = array.value(row, execution);
        if (list == null) {
          return null;
        }
        joined.addAll((List<?>) list);
        bounded(joined);
      }
      return bounded(joined);
    };
  }

  private static Expression extend(Call call, boolean atStart) {
    RelDataType type = TypeMapping.component(call.type());
    Expression array = Casts.cast(call, 0, call.type());
    Expression element = Casts.cast(call, 1, type);
    return (row, execution) -> {
      Object list = array.value(row, execution);
      List<@Nullable Object> longer = new ArrayList<>(list == null ? List.of() : (List<?>) list);
      longer.add(atStart ? 0 : longer.size(), element.value(row, execution));
      return bounded(longer);
    };
  }

  private static Expression distinct(Call call) {
    UnaryOperator<Object> key = Values.key(elementType(call));
    return Functions.strict(
        call.argument(0),
        (List<?> list) -> {
          Set<@Nullable Object> seen = new HashSet<>();
          List<@Nullable Object> distinct = new ArrayList<>();
          for (Object each : list) {
            if (seen.add(each == null ? null : key.apply(each))) {
              distinct.add(each);
            }
          }
          return Collections.unmodifiableList(distinct);
        });
  }

  private static Object reversed(List<?> list) {
    List<@Nullable Object> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return Collections.unmodifiableList(reversed);
  }

  private static Expression extreme(Call call, int sign) {
    Comparator<Object> order = Values.order(elementType(call));
    return Functions.strict(
        call.argument(0),
        (List<?> list) -> {
          Object best = null;
          for (Object each : list) {
            if (each != null && (best == null || sign * order.compare(each, best) > 0)) {
              best = each;
            }
          }
          return best;
        });
  }
}
