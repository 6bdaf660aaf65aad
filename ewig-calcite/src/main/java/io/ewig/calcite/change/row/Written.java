package io.ewig.calcite.change.row;

import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import io.ewig.parser.change.WhenClause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that a statement has written or taken away, if anybody wants to know. */
public final class Written {

  private static final @Nullable Object[] NO_QUERY = {};

  private final boolean isWanted;
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  public Written(boolean isWanted) {
    this.isWanted = isWanted;
  }

  public void add(Table table, Row row) {
    add(table, row, Partners.NONE, NO_QUERY);
  }

  /**
   * @param action what a MERGE has done to it, which it has behind its columns
   */
  void add(Table table, Row row, WhenClause.Action action) {
    if (isWanted) {
      @Nullable Object[] values = SqlValues.of(table, row);
      values = Arrays.copyOf(values, values.length + 1);
      values[values.length - 1] = action.name();
      rows.add(values);
    }
  }

  /**
   * @param given what the query gave that found the row
   */
  public void add(Table table, Row row, Partners partners, @Nullable Object[] given) {
    if (isWanted) {
      rows.add(partners.behind(SqlValues.of(table, row), SqlValues.width(table), given));
    }
  }

  /** As SQL sees them, each followed by the rows of other tables that it was found with. */
  public List<@Nullable Object[]> rows() {
    return rows;
  }
}
