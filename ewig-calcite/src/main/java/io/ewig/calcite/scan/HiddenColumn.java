package io.ewig.calcite.scan;

import io.ewig.calcite.relation.RelationColumn;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;

/** The columns that every table has without declaring them; {@code *} leaves them out. */
public enum HiddenColumn {
  SYSTEM_FROM("_system_from", Type.TIMESTAMP_WITH_TIME_ZONE, false),
  SYSTEM_TO("_system_to", Type.TIMESTAMP_WITH_TIME_ZONE, true),
  VALID_FROM("_valid_from", Type.TIMESTAMP_WITH_TIME_ZONE, true),
  VALID_TO("_valid_to", Type.TIMESTAMP_WITH_TIME_ZONE, true),
  COMMIT("_commit", Type.VARCHAR, true),
  BRANCH("_branch", Type.VARCHAR, false);

  private static final HiddenColumn[] ALL = values();

  private final RelationColumn column;

  HiddenColumn(String name, Type type, boolean isNullable) {
    this.column = new RelationColumn(name, type, isNullable, true, false);
  }

  static HiddenColumn of(int number) {
    return ALL[number];
  }

  static List<RelationColumn> columns() {
    List<RelationColumn> columns = new ArrayList<>();
    for (HiddenColumn hidden : ALL) {
      columns.add(hidden.column);
    }
    return columns;
  }

  /** Whether a name is one of theirs. */
  public static boolean isName(String name) {
    return columns().stream().anyMatch(column -> column.name().equals(name));
  }
}
