package io.ewig.calcite.vector.stored;

import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;
import io.ewig.engine.column.TextVector;
import io.ewig.engine.format.BytesOut;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Texts, one behind the other as UTF-8. */
final class StoredTexts implements StoredColumn {

  private static final int BYTES_FIRST = 1 << 10;
  private static final int NULL = -1;

  private final int column;
  private final BytesOut bytes = new BytesOut(BYTES_FIRST);
  private int[] starts = new int[StoredRows.FIRST]; // NULL where there is no text
  private int[] ends = new int[StoredRows.FIRST];
  private int count = 1;

  StoredTexts(int column) {
    this.column = column;
    starts[0] = NULL;
  }

  @Override
  public void add(Batch batch, Selection selection) {
    TextVector texts = batch.texts(column);
    int needed = count + selection.count();
    if (needed > starts.length) {
      int length = Math.max(needed, 2 * starts.length);
      starts = Arrays.copyOf(starts, length);
      ends = Arrays.copyOf(ends, length);
    }
    int[] rows = selection.rows();
    for (int i = 0; i < selection.count(); i++, count++) {
      int row = rows[i];
      if (texts.isNull(row)) {
        starts[count] = NULL;
        continue;
      }
      starts[count] = bytes.size();
      bytes.put(texts.bytes(), texts.from()[row], texts.to()[row] - texts.from()[row]);
      ends[count] = bytes.size();
    }
  }

  @Override
  public @Nullable Object value(int row) {
    int start = starts[row];
    return start == NULL
        ? null
        : new String(bytes.array(), start, ends[row] - start, StandardCharsets.UTF_8);
  }

  @Override
  public long bytes() {
    return bytes.array().length + 8L * starts.length;
  }
}
