package io.ewig.calcite.vector.join;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.term.BytesTable;
import io.ewig.calcite.vector.term.PerName;
import io.ewig.engine.column.TextVector;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Columns of texts, compared by their bytes; the one that is looked up may be one of names.
 *
 * @param kept of texts, of the side that is kept
 * @param sought of the other
 */
public record TextJoinKey(int kept, int sought, boolean isOfNames, boolean isNullEqual)
    implements JoinKey {

  @Override
  public Index start(Execution execution) {
    return new Numbers();
  }

  private final class Numbers implements Index {
    private final BytesTable table = new BytesTable();
    private final int[] numbers = new int[Batch.ROWS_MAX];

    @Override
    public int[] add(Batch batch, Selection selection) {
      TextVector texts = batch.texts(kept);
      int[] rows = selection.rows();
      for (int i = 0; i < selection.count(); i++) {
        int row = rows[i];
        if (texts.isNull(row)) {
          numbers[row] = isNullEqual ? table.numberOfNull() : NONE;
        } else {
          numbers[row] = table.number(texts.bytes(), texts.from()[row], texts.to()[row]);
        }
      }
      return numbers;
    }

    @Override
    public Finding find(Execution execution) {
      int[] found = new int[Batch.ROWS_MAX];
      if (!isOfNames) {
        return (batch, selection) -> {
          find(batch.texts(sought), selection, found);
          return found;
        };
      }
      PerName ofName = new PerName(sought, row -> 1 + find((String) row[sought]));
      return (batch, selection) -> {
        int[] rows = selection.rows();
        ofName.read(batch, rows, selection.count(), found);
        for (int i = 0; i < selection.count(); i++) {
          found[rows[i]]--;
        }
        return found;
      };
    }

    private void find(TextVector texts, Selection selection, int[] to) {
      int[] rows = selection.rows();
      for (int i = 0; i < selection.count(); i++) {
        int row = rows[i];
        to[row] =
            texts.isNull(row)
                ? ofNull()
                : table.find(texts.bytes(), texts.from()[row], texts.to()[row]);
      }
    }

    private int find(@Nullable String name) {
      if (name == null) {
        return ofNull();
      }
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      return table.find(bytes, 0, bytes.length);
    }

    private int ofNull() {
      return isNullEqual ? table.findNull() : NONE;
    }

    @Override
    public long bytes() {
      return table.bytes();
    }
  }
}
