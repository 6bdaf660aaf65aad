package io.ewig.calcite.change;

import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.List;

/** The rows that a statement has written or taken away, if anybody wants to know. */
final class Written {

  private final boolean isWanted;
  private final List<Row> rows = new ArrayList<>();

  Written(boolean isWanted) {
    this.isWanted = isWanted;
  }

  void add(Row row) {
    if (isWanted) {
      rows.add(row);
    }
  }

  List<Row> rows() {
    return rows;
  }
}
