package io.ewig.engine.internal.table;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.row.KeyFormat;
import io.ewig.engine.scan.KeyRange;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Kind;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A range of a key or index as keys of the version index.
 *
 * @param from the first key that may be in it
 * @param to the first that is behind it
 * @param isOne whether only the first key can be in it, as where a whole primary key is given
 */
public record KeyBounds(byte[] from, byte[] to, boolean isOne) {

  /** Leaves room for as many digits before the point as a column can have after it. */
  private static final int SCALE_MAX = 100;

  private static final int NULL = 0;

  public static KeyBounds of(TableCodec codec, Index index, KeyRange range) {
    return new Encoding(codec, index, range).bounds();
  }

  /** Makes keys of one range. */
  private record Encoding(TableCodec codec, Index index, KeyRange range) {

    KeyBounds bounds() {
      requireColumns();
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < range.equal().size(); i++) {
        values.add(value(i, range.equal().get(i)));
      }
      byte[] all = key(values);
      boolean isOne = index.id() == Index.PRIMARY_ID && values.size() == index.columnIds().size();
      return new KeyBounds(from(values, all), to(values, all), isOne);
    }

    private byte[] from(List<@Nullable Object> values, byte[] all) {
      KeyRange.Bound lower = range.lower();
      if (lower == null) {
        return range.upper() == null ? all : behindNull(all);
      }
      byte[] bound = key(with(values, lower));
      return lower.isInclusive() ? bound : KeyFormat.after(bound);
    }

    private byte[] to(List<@Nullable Object> values, byte[] all) {
      KeyRange.Bound upper = range.upper();
      if (upper == null) {
        return KeyFormat.after(all);
      }
      byte[] bound = key(with(values, upper));
      return upper.isInclusive() ? KeyFormat.after(bound) : bound;
    }

    private static byte[] behindNull(byte[] prefix) {
      byte[] key = Arrays.copyOf(prefix, prefix.length + 1);
      key[prefix.length] = NULL + 1;
      return key;
    }

    private List<@Nullable Object> with(List<@Nullable Object> values, KeyRange.Bound bound) {
      List<@Nullable Object> more = new ArrayList<>(values);
      more.add(value(values.size(), bound.value()));
      return more;
    }

    private byte[] key(List<@Nullable Object> values) {
      if (index.id() == Index.PRIMARY_ID) {
        return codec.rowKey(codec.primaryKeyOf(values));
      }
      IndexCodec entries = codec.index(index);
      return entries.prefix(entries.valuesOf(values));
    }

    /** A value to compare with, which the column itself need not be able to hold. */
    private @Nullable Object value(int place, @Nullable Object value) {
      if (value == null) {
        return null;
      }
      Column column = codec.table().columnOfId(index.columnIds().get(place));
      return widest(column.type()).accept(value, column.name());
    }

    private void requireColumns() {
      Table table = codec.table();
      if (range.columns() > index.columnIds().size()) {
        throw new UserException(
            ErrorCode.INVALID_ARGUMENT,
            "'"
                + index.name()
                + "' of "
                + table
                + " has "
                + index.columnIds().size()
                + " columns, and a range speaks of "
                + range.columns()
                + "; give as many or fewer");
      }
    }
  }

  private static Type widest(Type type) {
    Kind kind = type.kind();
    return switch (kind) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> Type.BIGINT;
      case REAL, DOUBLE -> Type.DOUBLE;
      case DECIMAL -> {
        int wholeDigits = type.precision() - type.scale();
        int scale = Math.min(SCALE_MAX, Type.DECIMAL_DIGITS_MAX - wholeDigits);
        yield Type.decimal(Type.DECIMAL_DIGITS_MAX, Math.max(type.scale(), scale));
      }
      case CHAR, VARCHAR -> Type.VARCHAR;
      case BINARY, VARBINARY -> Type.VARBINARY;
      case TIME -> Type.TIME;
      case TIMESTAMP -> Type.TIMESTAMP;
      case TIMESTAMP_WITH_TIME_ZONE -> Type.TIMESTAMP_WITH_TIME_ZONE;
      default -> type;
    };
  }
}
