package io.ewig.calcite.expression.cast;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.Json;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Order;
import io.ewig.parser.expression.JsonType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Explicit casts. */
public final class Casts {

  private static final int UUID_CHARS = 36;

  private Casts() {}

  /**
   * An argument as a value of a type; what is padded with blanks loses them where it becomes a
   * VARCHAR.
   */
  public static Expression cast(Call call, int index, RelDataType to) {
    Expression input = call.argument(index);
    RelDataType from = call.typeOf(index);
    boolean isUnpadded =
        losesBlanks(from, to) && Padded.is(call.operands().get(index), column -> true);
    return cast(isUnpadded ? withoutBlanks(input) : input, from, to);
  }

  static boolean losesBlanks(RelDataType from, RelDataType to) {
    return Padded.isChar(from) && to.getSqlTypeName() == SqlTypeName.VARCHAR;
  }

  /** A padded text without the blanks at its end. */
  public static Expression withoutBlanks(Expression text) {
    return Functions.strict(text, (String padded) -> Order.withoutBlanks(padded));
  }

  /** CAST(x AS type). */
  public static Expression cast(Expression input, RelDataType from, RelDataType to) {
    if (to.getSqlTypeName() == SqlTypeName.NULL) {
      return input; // what is compared with elements of an array that has none but NULLs
    }
    if (from.getSqlTypeName() == SqlTypeName.NULL) {
      return Constant.NULL;
    }
    if (changesNothing(from, to)) {
      return input;
    }
    Conversion conversion = between(from, to);
    return (row, execution) -> {
      Object value = input.value(row, execution);
      return value == null ? null : conversion.convert(value, execution);
    };
  }

  /** SAFE_CAST(x AS type): null for what cannot be cast. */
  public static Expression safely(Call call) {
    Expression cast = cast(call, 0, call.type());
    return (row, execution) -> {
      try {
        return cast.value(row, execution);
      } catch (UserException e) {
        return nullUnless(e);
      }
    };
  }

  /** Data faults are class 22; a cancelled statement, for one, stays cancelled. */
  private static @Nullable Object nullUnless(EwigException e) {
    if (e.sqlState().startsWith("22")) {
      return null;
    }
    throw e;
  }

  /** Whether each value of the one type is the same value in the other. */
  public static boolean changesNothing(RelDataType from, RelDataType to) {
    if (to instanceof JsonType) {
      return from instanceof JsonType;
    }
    SqlTypeName name = to.getSqlTypeName();
    if (name == SqlTypeName.ANY || name == SqlTypeName.SYMBOL) {
      return true;
    }
    boolean instants = Instants.isInstant(from) && Instants.isInstant(to);
    if (name != from.getSqlTypeName() && !instants) {
      boolean doubles = isDouble(name) && isDouble(from.getSqlTypeName());
      boolean shorter = fits(from, to) && name == SqlTypeName.VARCHAR;
      return doubles || (shorter && from.getSqlTypeName() == SqlTypeName.CHAR);
    }
    return switch (name) {
      case CHAR, BINARY -> from.getPrecision() == to.getPrecision();
      case DECIMAL -> from.getScale() == to.getScale() && from.getPrecision() <= to.getPrecision();
      case VARCHAR, VARBINARY -> fits(from, to);
      case TIME, TIMESTAMP, TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          from.getPrecision() <= to.getPrecision();
      case ARRAY, MULTISET ->
          changesNothing(TypeMapping.component(from), TypeMapping.component(to));
      case ROW, MAP -> from.equals(to);
      default -> SqlTypeName.INTERVAL_TYPES.contains(name) ? from.equals(to) : true;
    };
  }

  private static boolean isDouble(SqlTypeName name) {
    return name == SqlTypeName.FLOAT || name == SqlTypeName.DOUBLE;
  }

  private static boolean fits(RelDataType from, RelDataType to) {
    int length = to.getPrecision();
    int before = from.getPrecision();
    return length == RelDataType.PRECISION_NOT_SPECIFIED
        || (before != RelDataType.PRECISION_NOT_SPECIFIED && before <= length);
  }

  /** The conversion of values that are not null. */
  public static Conversion between(RelDataType from, RelDataType to) {
    return switch (to.getSqlTypeName()) {
      case BOOLEAN -> (value, execution) -> Booleans.of(value);
      case TINYINT, SMALLINT, INTEGER, BIGINT, REAL, FLOAT, DOUBLE, DECIMAL -> Numbers.to(from, to);
      case CHAR, VARCHAR -> to instanceof JsonType ? document(from) : Texts.to(from, to);
      case BINARY, VARBINARY -> Binaries.to(to);
      case DATE, TIME, TIMESTAMP -> WallClocks.to(to);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> Instants.to(to);
      case UUID -> (value, execution) -> uuid(value);
      case ARRAY, MULTISET -> array(from, to);
      case MAP -> map(from, to);
      case ROW, STRUCTURED -> row(from, to);
      default -> otherwise(from, to);
    };
  }

  /** The text of a document as it was written, if it is one. */
  private static Conversion document(RelDataType from) {
    Conversion conversion = Texts.unbounded(from);
    return (value, execution) -> {
      String text = (String) conversion.convert(value, execution);
      Json.parse(text); // or it is refused
      return text;
    };
  }

  private static Conversion otherwise(RelDataType from, RelDataType to) {
    if (SqlTypeName.INTERVAL_TYPES.contains(to.getSqlTypeName())) {
      return Intervals.to(from, to);
    }
    if (to.getSqlTypeName() == SqlTypeName.ANY || to.getSqlTypeName() == SqlTypeName.SYMBOL) {
      return (value, execution) -> value;
    }
    throw impossible(from, to);
  }

  private static UserException impossible(Object from, RelDataType to) {
    return Fault.unsupported("a cast from " + from + " to " + to + " is not supported");
  }

  private static Object uuid(Object value) {
    if (value instanceof UUID) {
      return value;
    }
    if (value instanceof Bytes bytes && bytes.length() == 2 * Long.BYTES) {
      java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(bytes.toArray());
      return new UUID(buffer.getLong(), buffer.getLong());
    }
    String text = String.valueOf(value).strip();
    if (value instanceof String && isUuid(text)) {
      return UUID.fromString(text);
    }
    throw Fault.notA("UUID", text);
  }

  private static boolean isUuid(String text) {
    boolean isOne = text.length() == UUID_CHARS;
    for (int i = 0; isOne && i < UUID_CHARS; i++) {
      boolean isHyphen = i == 8 || i == 13 || i == 18 || i == 23;
      char c = text.charAt(i);
      isOne = isHyphen ? c == '-' : c < 0x80 && Character.digit(c, 16) >= 0;
    }
    return isOne;
  }

  private static Conversion array(RelDataType from, RelDataType to) {
    if (SqlTypeName.CHAR_TYPES.contains(from.getSqlTypeName())) {
      Conversion ofTexts = ofTexts(from, TypeMapping.component(to));
      return (value, execution) ->
          ofTexts.convert(ArrayTexts.elements((String) value, to), execution);
    } else if (from.getComponentType() == null) {
      throw impossible(from, to);
    }
    RelDataType source = TypeMapping.component(from);
    RelDataType target = TypeMapping.component(to);
    Conversion element = elementwise(source, target);
    return (value, execution) -> {
      List<@Nullable Object> list = new ArrayList<>();
      for (Object each : (List<?>) value) {
        list.add(converted(element, each, execution));
      }
      return Collections.unmodifiableList(list);
    };
  }

  /** Lists of texts, and of lists of these, as lists of values. */
  private static Conversion ofTexts(RelDataType from, RelDataType component) {
    boolean isNested = component.getSqlTypeName() == SqlTypeName.ARRAY;
    Conversion element =
        isNested ? ofTexts(from, TypeMapping.component(component)) : elementwise(from, component);
    return (value, execution) -> {
      List<@Nullable Object> list = new ArrayList<>();
      for (Object each : (List<?>) value) {
        if (each != null && each instanceof List<?> != isNested) {
          throw Fault.notA(component, String.valueOf(each));
        }
        list.add(converted(element, each, execution));
      }
      return Collections.unmodifiableList(list);
    };
  }

  /** The conversion of elements, if there is something to convert. */
  public static Conversion elementwise(RelDataType from, RelDataType to) {
    return from.getSqlTypeName() == SqlTypeName.NULL || changesNothing(from, to)
        ? (value, execution) -> value
        : between(from, to);
  }

  private static @Nullable Object converted(
      Conversion conversion, @Nullable Object value, Execution execution) {
    return value == null ? null : conversion.convert(value, execution);
  }

  private static Conversion map(RelDataType from, RelDataType to) {
    if (from.getKeyType() == null) {
      throw impossible(from, to);
    }
    Conversion keys = elementwise(keyOf(from), keyOf(to));
    Conversion values = elementwise(valueOf(from), valueOf(to));
    return (value, execution) -> {
      Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
      ((Map<?, ?>) value)
          .forEach(
              (k, v) -> map.put(converted(keys, k, execution), converted(values, v, execution)));
      return Collections.unmodifiableMap(map);
    };
  }

  private static RelDataType keyOf(RelDataType map) {
    return Objects.requireNonNull(map.getKeyType(), "keys of a map");
  }

  private static RelDataType valueOf(RelDataType map) {
    return Objects.requireNonNull(map.getValueType(), "values of a map");
  }

  private static Conversion row(RelDataType from, RelDataType to) {
    List<RelDataTypeField> sources = from.getFieldList();
    List<RelDataTypeField> targets = to.getFieldList();
    if (!from.isStruct() || sources.size() != targets.size()) {
      throw impossible(from, to);
    }
    Conversion[] fields = new Conversion[targets.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = elementwise(sources.get(i).getType(), targets.get(i).getType());
    }
    return (value, execution) -> {
      @Nullable Object[] row = ((@Nullable Object[]) value).clone();
      for (int i = 0; i < row.length; i++) {
        row[i] = converted(fields[i], row[i], execution);
      }
      return row;
    };
  }
}
