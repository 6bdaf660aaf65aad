package io.ewig.calcite.expression;

import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.value.Order;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.jspecify.annotations.Nullable;

/**
 * How canonical values are ordered, and when they are equal: for sorts, groups and joins.
 *
 * <ul>
 *   <li>Texts are ordered by code point, blanks at the end of a CHAR do not count; 1.0 and 1.00 are
 *       one number, so are -0.0 and 0.0; NaN equals itself and comes after all other numbers;
 *       arrays and rows go element by element, nulls first.
 *   <li>{@link #key} gives objects whose {@code equals} and {@code hashCode} are this equality, so
 *       that any hash table will do.
 * </ul>
 */
public final class Values {

  public static final Comparator<Object> BY_CODE_POINT =
      (a, b) -> Order.texts((String) a, (String) b);
  private static final Comparator<Object> PADDED =
      (a, b) -> Order.texts(Order.withoutBlanks((String) a), Order.withoutBlanks((String) b));
  private static final Comparator<Object> FLOATS =
      (a, b) -> Float.compare((Float) a + 0.0f, (Float) b + 0.0f);
  private static final Comparator<Object> DOUBLES =
      (a, b) -> Double.compare((Double) a + 0.0, (Double) b + 0.0);
  private static final Comparator<Object> UUIDS = (a, b) -> Order.uuids((UUID) a, (UUID) b);
  private static final Comparator<Object> INTEGERS = (a, b) -> ((Integer) a).compareTo((Integer) b);
  private static final Comparator<Object> LONGS = (a, b) -> ((Long) a).compareTo((Long) b);

  private Values() {}

  /** The order of values of that type that are not null. */
  public static Comparator<Object> order(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case CHAR -> PADDED;
      case VARCHAR -> BY_CODE_POINT;
      case INTEGER -> INTEGERS;
      case BIGINT -> LONGS;
      case REAL -> FLOATS;
      case FLOAT, DOUBLE -> DOUBLES;
      case UUID -> UUIDS;
      case ARRAY, MULTISET -> lists(nullsFirst(order(TypeMapping.component(type))));
      case ROW, STRUCTURED -> rows(type);
      case MAP ->
          throw Fault.unsupported("maps have no order; sort and compare by their elements instead");
      default -> Values::natural;
    };
  }

  @SuppressWarnings("unchecked") // one type, one class, which is comparable
  private static int natural(Object a, Object b) {
    return ((Comparable<Object>) a).compareTo(b);
  }

  private static Comparator<@Nullable Object> nullsFirst(Comparator<Object> order) {
    return (a, b) ->
        a == null || b == null ? Boolean.compare(a != null, b != null) : order.compare(a, b);
  }

  private static Comparator<Object> lists(Comparator<@Nullable Object> elements) {
    return (a, b) -> {
      List<?> left = (List<?>) a;
      List<?> right = (List<?>) b;
      int shared = Math.min(left.size(), right.size());
      for (int i = 0; i < shared; i++) {
        int order = elements.compare(left.get(i), right.get(i));
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(left.size(), right.size());
    };
  }

  private static Comparator<Object> rows(RelDataType type) {
    List<Comparator<@Nullable Object>> fields = new ArrayList<>();
    for (RelDataTypeField field : type.getFieldList()) {
      fields.add(nullsFirst(order(field.getType())));
    }
    return (a, b) -> {
      @Nullable Object[] left = (@Nullable Object[]) a;
      @Nullable Object[] right = (@Nullable Object[]) b;
      for (int i = 0; i < left.length; i++) {
        int order = fields.get(i).compare(left[i], right[i]);
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  /**
   * What makes of a value that is not null one whose {@code equals} and {@code hashCode} are the
   * equality of SQL; the value itself for most types.
   */
  public static UnaryOperator<Object> key(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case CHAR -> value -> Order.withoutBlanks((String) value);
      case DECIMAL -> value -> ((BigDecimal) value).stripTrailingZeros();
      case REAL -> value -> (Float) value + 0.0f;
      case FLOAT, DOUBLE -> value -> (Double) value + 0.0;
      case ARRAY, MULTISET -> listKey(key(TypeMapping.component(type)));
      case ROW, STRUCTURED -> rowKey(type);
      case MAP -> mapKey(type);
      default -> UnaryOperator.identity();
    };
  }

  /** Whether {@link #key} gives the value itself for all values of that type. */
  public static boolean isOwnKey(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case CHAR, DECIMAL, REAL, FLOAT, DOUBLE, ARRAY, MULTISET, ROW, STRUCTURED, MAP -> false;
      default -> true;
    };
  }

  private static UnaryOperator<Object> listKey(UnaryOperator<Object> element) {
    return value -> {
      List<@Nullable Object> keys = new ArrayList<>();
      for (Object each : (List<?>) value) {
        keys.add(each == null ? null : element.apply(each));
      }
      return keys;
    };
  }

  private static UnaryOperator<Object> rowKey(RelDataType type) {
    List<UnaryOperator<Object>> fields =
        type.getFieldList().stream().map(field -> key(field.getType())).toList();
    return value -> {
      @Nullable Object[] keys = ((@Nullable Object[]) value).clone();
      for (int i = 0; i < keys.length; i++) {
        Object each = keys[i];
        keys[i] = each == null ? null : fields.get(i).apply(each);
      }
      return Arrays.asList(keys);
    };
  }

  private static UnaryOperator<Object> mapKey(RelDataType type) {
    RelDataType keyType = Objects.requireNonNull(type.getKeyType(), "keys of a map");
    RelDataType valueType = Objects.requireNonNull(type.getValueType(), "values of a map");
    UnaryOperator<Object> keys = key(keyType);
    UnaryOperator<Object> values = key(valueType);
    return map -> {
      Map<@Nullable Object, @Nullable Object> normal = new HashMap<>();
      ((Map<?, ?>) map)
          .forEach(
              (k, v) ->
                  normal.put(k == null ? null : keys.apply(k), v == null ? null : values.apply(v)));
      return normal;
    };
  }
}
