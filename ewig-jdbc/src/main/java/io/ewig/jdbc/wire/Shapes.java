package io.ewig.jdbc.wire;

import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ValueType;
import io.ewig.jdbc.packed.MalformedException;
import io.ewig.jdbc.packed.WireInput;
import io.ewig.jdbc.packed.WireOutput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Columns and types.
 *
 * <pre>
 * column: 1 label, 2 name, 3 table, 4 schema (texts), 5 type, 6 nullability (0 no, 1 yes, 2 unknown), 7 isAutoIncrement
 * type:   1 jdbcCode + 2^31 (number), 2 name (text), 3 precision, 4 scale (numbers), 5 element (type)
 * </pre>
 */
final class Shapes {

  /** Codes are negative too, which as plain numbers would take ten bytes. */
  private static final long CODE_BIAS = 1L << 31;

  /** Arrays of arrays; the engine has 4. */
  private static final int DEPTH_MAX = 8;

  private static final List<ColumnInfo.Nullability> NULLABILITIES =
      List.of(
          ColumnInfo.Nullability.NO, ColumnInfo.Nullability.YES, ColumnInfo.Nullability.UNKNOWN);

  private Shapes() {}

  static WireOutput column(ColumnInfo column) {
    WireOutput out = new WireOutput();
    out.field(1, column.label());
    out.field(2, column.name());
    out.field(3, column.table());
    out.field(4, column.schema());
    out.field(5, type(column.type()));
    out.field(6, NULLABILITIES.indexOf(column.nullability()));
    out.field(7, column.isAutoIncrement());
    return out;
  }

  static WireOutput type(ValueType type) {
    WireOutput out = new WireOutput();
    out.field(1, type.jdbcCode() + CODE_BIAS);
    out.field(2, type.name());
    out.field(3, type.precision());
    out.field(4, type.scale());
    if (type.element() != null) {
      out.field(5, type(type.element()));
    }
    return out;
  }

  static ColumnInfo column(WireInput in) throws MalformedException {
    String label = "";
    String name = "";
    String table = "";
    String schema = "";
    ValueType type = new ValueType(0, "", 0, 0, null);
    int nullability = 0;
    boolean isAutoIncrement = false;
    while (!in.isAtEnd()) {
      switch (in.tag()) {
        case 1 -> label = in.asText();
        case 2 -> name = in.asText();
        case 3 -> table = in.asText();
        case 4 -> schema = in.asText();
        case 5 -> type = type(in.asMessage());
        case 6 -> nullability = in.asInteger();
        case 7 -> isAutoIncrement = in.asFlag();
        default -> in.pass();
      }
    }
    if (nullability < 0 || nullability >= NULLABILITIES.size()) {
      throw in.malformed(nullability + " is no nullability");
    }
    return new ColumnInfo(
        label, name, table, schema, type, NULLABILITIES.get(nullability), isAutoIncrement);
  }

  static ValueType type(WireInput in) throws MalformedException {
    return type(in, 0);
  }

  private static ValueType type(WireInput in, int depth) throws MalformedException {
    if (depth > DEPTH_MAX) {
      throw in.malformed("a type is nested deeper than " + DEPTH_MAX);
    }
    int code = 0;
    String name = "";
    int precision = 0;
    int scale = 0;
    @Nullable ValueType element = null;
    while (!in.isAtEnd()) {
      switch (in.tag()) {
        case 1 -> code = (int) (in.asNumber() - CODE_BIAS);
        case 2 -> name = in.asText();
        case 3 -> precision = in.asInteger();
        case 4 -> scale = in.asInteger();
        case 5 -> element = type(in.asMessage(), depth + 1);
        default -> in.pass();
      }
    }
    return new ValueType(code, name, precision, scale, element);
  }
}
