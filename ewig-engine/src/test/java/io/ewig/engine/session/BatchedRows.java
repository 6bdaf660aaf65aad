package io.ewig.engine.session;

import io.ewig.engine.column.TextVector;
import io.ewig.engine.schema.Table;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.value.Kind;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of batches one by one, put together of columns in whatever form these come. */
final class BatchedRows {

  private final Table table;
  private final RowBatches batches;

  BatchedRows(Table table, RowBatches batches) {
    this.table = table;
    this.batches = batches;
  }

  /** Of each row: itself, its seq, its system times, how long it is valid. */
  List<List<@Nullable Object>> all() {
    List<List<@Nullable Object>> found = new ArrayList<>();
    while (batches.next()) {
      for (int i = 0; i < batches.size(); i++) {
        found.add(
            Arrays.asList(
                row(i),
                batches.seq(i),
                SystemNanos.toInstant(batches.systemNanos()[i]),
                batches.systemTo(i),
                batches.valid(i)));
      }
    }
    return found;
  }

  private Row row(int at) {
    @Nullable Object[] values = new @Nullable Object[table.columns().size()];
    for (int column = 0; column < values.length; column++) {
      Type type = table.columns().get(column).type();
      values[column] = value(type, column, at);
    }
    return Row.of(values);
  }

  private @Nullable Object value(Type type, int column, int at) {
    if (RowBatches.isNumber(type)) {
      boolean[] nulls = batches.nulls(column);
      boolean isNull = nulls.length > 0 && nulls[at];
      return isNull ? null : number(type.kind(), batches.numbers(column)[at]);
    } else if (RowBatches.isText(type)) {
      TextVector texts = batches.texts(column);
      int from = texts.from()[at];
      return texts.isNull(at)
          ? null
          : new String(texts.bytes(), from, texts.to()[at] - from, StandardCharsets.UTF_8);
    }
    return batches.value(column, at);
  }

  private static Object number(Kind kind, long number) {
    return switch (kind) {
      case BOOLEAN -> number != 0;
      case TINYINT -> (byte) number;
      case SMALLINT -> (short) number;
      case INTEGER -> (int) number;
      case DATE -> LocalDate.ofEpochDay(number);
      default -> number;
    };
  }
}
