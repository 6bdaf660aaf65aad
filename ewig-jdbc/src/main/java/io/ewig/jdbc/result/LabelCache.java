package io.ewig.jdbc.result;

import io.ewig.jdbc.link.ColumnInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The labels of a statement's last result, which are mostly those of its next; one thread. */
public final class LabelCache {

  private @Nullable List<ColumnInfo> columns;
  private @Nullable ColumnLabels labels;

  @SuppressWarnings("ReferenceEquality") // to compare columns would cost what is to be saved
  ColumnLabels of(List<ColumnInfo> wanted) {
    ColumnLabels known = labels;
    if (known == null || columns != wanted) {
      known = new ColumnLabels(wanted);
      columns = wanted;
      labels = known;
    }
    return known;
  }
}
