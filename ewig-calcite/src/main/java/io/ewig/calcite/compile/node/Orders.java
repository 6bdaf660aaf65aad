package io.ewig.calcite.compile.node;

import io.ewig.calcite.operator.row.RowOrder;
import io.ewig.calcite.operator.row.SortColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;

/** Calcite's collations as orders of rows. */
public final class Orders {

  private Orders() {}

  public static RowOrder of(RelCollation collation) {
    List<SortColumn> columns = new ArrayList<>();
    for (RelFieldCollation field : collation.getFieldCollations()) {
      columns.add(column(field));
    }
    return new RowOrder(columns);
  }

  /** Without NULLS FIRST or LAST, null counts as greater than all values. */
  public static SortColumn column(RelFieldCollation field) {
    boolean isDescending = field.getDirection().isDescending();
    boolean isNullsFirst =
        switch (field.nullDirection) {
          case FIRST -> true;
          case LAST -> false;
          case UNSPECIFIED -> isDescending;
        };
    return new SortColumn(field.getFieldIndex(), isDescending, isNullsFirst);
  }
}
