package io.ewig.engine.internal.row;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.schema.Check;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.ForeignKey;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Type;
import java.util.List;
import java.util.UUID;

/** Writes a table's definition, see {@link TableFormat}. */
public final class TableWriter {

  private final BytesOut out = new BytesOut(512);
  private final BytesOut value = new BytesOut(64);

  private TableWriter() {}

  public static byte[] write(Table table) {
    return new TableWriter().table(table);
  }

  private byte[] table(Table table) {
    out.putByte(table.isAnyGenerated() ? TableFormat.VERSION_OF_GENERATED : TableFormat.VERSION);
    uuid(table.id());
    out.putText(table.schema()).putText(table.name()).putVarint(table.version());
    out.putText(table.comment());
    out.putVarint(table.nextColumnId()).putVarint(table.columns().size());
    table.columns().forEach(this::column);
    out.putVarint(table.nextKeyId()).putVarint(table.keys().size());
    table.keys().forEach(this::key);
    out.putVarint(table.checks().size());
    table.checks().forEach(this::check);
    out.putVarint(table.foreignKeys().size());
    table.foreignKeys().forEach(this::foreignKey);
    out.putVarint(table.options().size());
    table.options().forEach((key, text) -> out.putText(key).putText(text));
    if (out.size() > TableFormat.BYTES_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "the definition of "
              + table
              + " takes "
              + out.size()
              + " bytes, over the limit of "
              + TableFormat.BYTES_MAX
              + "; shorten its defaults and comments");
    }
    return out.toArray();
  }

  private void column(Column column) {
    Object missing = column.whenMissing();
    int flags =
        (column.nullable() ? TableFormat.NULLABLE : 0)
            | (missing == null ? 0 : TableFormat.HAS_MISSING);
    out.putVarint(column.id()).putText(column.name());
    type(column.type());
    out.putByte(flags);
    byDefault(column.byDefault(), column.type());
    if (missing != null) {
      constant(column.type(), missing);
    }
    out.putByte(column.mergeLaw().code()).putText(column.comment());
  }

  private void type(Type type) {
    out.putByte(type.kind().code()).putVarint(type.precision()).putVarint(type.scale());
    if (type.element() != null) {
      type(type.element());
    }
  }

  private void byDefault(Default byDefault, Type type) {
    if (byDefault instanceof Default.Constant constant) {
      out.putByte(TableFormat.CONSTANT);
      constant(type, constant.value());
    } else if (byDefault instanceof Default.CurrentTimestamp) {
      out.putByte(TableFormat.CURRENT_TIMESTAMP);
    } else if (byDefault instanceof Default.RandomUuid) {
      out.putByte(TableFormat.RANDOM_UUID);
    } else if (byDefault instanceof Default.Identity identity) {
      out.putByte(identity.always() ? TableFormat.IDENTITY_ALWAYS : TableFormat.IDENTITY);
      out.putZigzag(identity.start()).putZigzag(identity.step());
    } else if (byDefault instanceof Default.OfSequence sequence) {
      out.putByte(TableFormat.OF_SEQUENCE).putText(sequence.schema()).putText(sequence.name());
    } else if (byDefault instanceof Default.Generated generated) {
      out.putByte(TableFormat.GENERATED).putText(generated.text());
    } else {
      out.putByte(TableFormat.NO_DEFAULT);
    }
  }

  private void constant(Type type, Object constant) {
    value.clear();
    ValueWriter.write(type, constant, value);
    out.putVarint(value.size()).put(value.array(), 0, value.size());
  }

  private void key(Index key) {
    out.putVarint(key.id()).putText(key.name()).putByte(key.role().code());
    ids(key.columnIds());
  }

  private void check(Check check) {
    out.putText(check.name()).putText(check.text());
  }

  private void foreignKey(ForeignKey foreignKey) {
    out.putText(foreignKey.name());
    ids(foreignKey.columnIds());
    uuid(foreignKey.parent());
    ids(foreignKey.parentColumnIds());
    out.putByte(foreignKey.onDelete().code()).putByte(foreignKey.onUpdate().code());
  }

  private void ids(List<Integer> ids) {
    out.putVarint(ids.size());
    ids.forEach(out::putVarint);
  }

  private void uuid(UUID uuid) {
    out.putLong(Long.reverseBytes(uuid.getMostSignificantBits()));
    out.putLong(Long.reverseBytes(uuid.getLeastSignificantBits()));
  }
}
