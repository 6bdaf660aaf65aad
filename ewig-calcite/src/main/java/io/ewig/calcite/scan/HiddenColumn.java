package io.ewig.calcite.scan;

import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.relation.RelationColumn;
import io.ewig.engine.session.RowBatches;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.value.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The columns that every table has without declaring them; {@code *} leaves them out. */
public enum HiddenColumn {
  SYSTEM_FROM("_system_from", Type.TIMESTAMP_WITH_TIME_ZONE, false),
  SYSTEM_TO("_system_to", Type.TIMESTAMP_WITH_TIME_ZONE, true),
  VALID_FROM("_valid_from", Type.TIMESTAMP_WITH_TIME_ZONE, true),
  VALID_TO("_valid_to", Type.TIMESTAMP_WITH_TIME_ZONE, true),
  COMMIT("_commit", Type.VARCHAR, true),
  BRANCH("_branch", Type.VARCHAR, false);

  private static final HiddenColumn[] ALL = values();

  private static final List<RelationColumn> COLUMNS =
      Arrays.stream(ALL).map(hidden -> hidden.column).toList();

  private static final Set<String> NAMES =
      COLUMNS.stream().map(RelationColumn::name).collect(Collectors.toUnmodifiableSet());

  @SuppressWarnings("ImmutableEnumChecker") // a record of what never changes
  private final RelationColumn column;

  HiddenColumn(String name, Type type, boolean isNullable) {
    this.column = new RelationColumn(name, type, isNullable, true, false);
  }

  static HiddenColumn of(int number) {
    return ALL[number];
  }

  static List<RelationColumn> columns() {
    return COLUMNS;
  }

  /** Whether it is an end of the time for which the row is true. */
  boolean isOfValidTime() {
    return this == VALID_FROM || this == VALID_TO;
  }

  /** Whether a name is one of theirs. */
  public static boolean isName(String name) {
    return NAMES.contains(name);
  }

  /** Its value in a row of a batch. */
  @Nullable Object value(RowBatches rows, int row, Moment moment) {
    return switch (this) {
      case SYSTEM_FROM -> SystemNanos.toInstant(rows.systemNanos()[row]);
      case SYSTEM_TO -> rows.systemTo(row);
      case VALID_FROM -> rows.valid(row).since();
      case VALID_TO -> rows.valid(row).until();
      case COMMIT -> moment.commits().idOf(rows.seq(row));
      case BRANCH -> moment.branch();
    };
  }
}
