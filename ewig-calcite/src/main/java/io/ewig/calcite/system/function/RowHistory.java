package io.ewig.calcite.system.function;

import io.ewig.calcite.access.Subject;
import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.relation.TableFunction;
import io.ewig.calcite.system.history.EventTable;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.engine.Ewig;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.RowVersion;
import io.ewig.engine.session.View;
import io.ewig.engine.value.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code history(table, key, ...)}: all that was recorded about a row, newest first. */
public final class RowHistory implements TableFunction {

  private static final List<Parameter> PARAMETERS =
      List.of(Argument.required("table", Type.VARCHAR), Argument.repeated("key", Type.VARCHAR));

  private final Ewig engine;

  public RowHistory(Ewig engine) {
    this.engine = engine;
  }

  @Override
  public String name() {
    return "history";
  }

  @Override
  public String remarks() {
    return "All that was recorded about a row, newest first.";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  /** Something that was recorded, among all that was. */
  private record Entry(List<RowVersion> newestFirst, int index, long size, Table table) {

    RowVersion version() {
      return newestFirst.get(index);
    }

    /** When something else was said about a part of its time, or null. */
    @Nullable Instant systemTo() {
      for (int newer = index - 1; newer >= 0; newer--) {
        if (newestFirst.get(newer).valid().overlaps(version().valid())) {
          return newestFirst.get(newer).systemTime();
        }
      }
      return null;
    }

    String operation() {
      if (version().row() == null) {
        return "delete";
      }
      for (int older = index + 1; older < newestFirst.size(); older++) {
        if (newestFirst.get(older).valid().overlaps(version().valid())) {
          return newestFirst.get(older).row() == null ? "insert" : "update";
        }
      }
      return "insert";
    }

    /** Null while it is not committed. */
    @Nullable String commit(Ewig engine) {
      long seq = version().seq();
      return seq < size ? engine.events().commitIdOf(seq).toString() : null;
    }
  }

  @Override
  public Relation call(View view, List<@Nullable Object> arguments) {
    Argument.requireCount(name(), PARAMETERS, arguments.size());
    String text = TableNames.literal(name(), arguments.get(0));
    Table table = TableNames.find(view, text).orElseThrow(() -> TableNames.unknown(text));
    requireWholeKey(table, arguments.size() - 1);
    Listing.Builder<Entry> columns = Listing.named(EventTable.SCHEMA, name(), remarks());
    for (Column column : table.columns()) {
      if (!column.isHidden()) {
        columns.nullable(
            column.name(),
            column.type(),
            entry -> Cells.of(column, entry.table(), entry.version().row()));
      }
    }
    return columns
        .column("_operation", Type.VARCHAR, Entry::operation)
        .column(
            "_system_from", Type.TIMESTAMP_WITH_TIME_ZONE, entry -> entry.version().systemTime())
        .nullable("_system_to", Type.TIMESTAMP_WITH_TIME_ZONE, Entry::systemTo)
        .nullable(
            "_valid_from", Type.TIMESTAMP_WITH_TIME_ZONE, entry -> entry.version().valid().since())
        .nullable(
            "_valid_to", Type.TIMESTAMP_WITH_TIME_ZONE, entry -> entry.version().valid().until())
        .nullable("_commit", Type.VARCHAR, entry -> entry.commit(engine))
        .about(new Subject.OfTable(table.schema(), table.name()))
        .seenBy(
            (entry, reading) ->
                reading.mayRead(
                    new Subject.OfTable(table.schema(), table.name()),
                    reading.moment().branch(),
                    entry.version().systemTime()))
        .from(reading -> entries(table, reading));
  }

  private static void requireWholeKey(Table table, int count) {
    List<Integer> key = table.primaryKey().columnIds();
    if (key.size() != count) {
      List<String> names = key.stream().map(id -> table.columnOfId(id).name()).toList();
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "the primary key of "
              + table
              + " is "
              + names
              + ": history takes a value for each, and "
              + count
              + " came");
    }
  }

  private static Items<Entry> entries(Table planned, Reading reading) {
    View view = reading.view();
    Table table = view.catalog().find(planned.id()).orElse(null);
    if (table == null) {
      return Items.none();
    }
    List<@Nullable Object> key = reading.arguments().subList(1, reading.arguments().size());
    if (key.contains(null)) {
      return Items.none();
    }
    List<RowVersion> versions = view.history(table, key.toArray());
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      entries.add(new Entry(versions, i, view.size(), table));
    }
    return Items.of(entries);
  }
}
