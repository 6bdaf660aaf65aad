package io.ewig.calcite.system.function;

import io.ewig.calcite.access.Subject;
import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.relation.TableFunction;
import io.ewig.calcite.system.history.EventTable;
import io.ewig.calcite.system.history.LineNames;
import io.ewig.calcite.system.listing.Documents;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.engine.Ewig;
import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.merge.Difference;
import io.ewig.engine.merge.Differences;
import io.ewig.engine.scan.TimeRange;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableParts;
import io.ewig.engine.session.View;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code diff(a, b, table)}: the rows of a table that differ between two states, with what they are
 * in each; {@code diff(a, b)}: everything that differs.
 *
 * <p>Of a row, what is true at the statement's valid time is compared, as in any table; with {@code
 * diff(a, b, table, 'all')} all valid times at which it differs.
 */
public final class Diff implements TableFunction {

  private static final List<Parameter> PARAMETERS =
      List.of(
          Argument.required("a", Type.VARCHAR),
          Argument.required("b", Type.VARCHAR),
          Argument.optional("table", Type.VARCHAR),
          Argument.optional("valid", Type.VARCHAR));

  private static final int TABLE = 2;
  private static final int VALID = 3;
  private static final String ALL = "all";

  private final Ewig engine;

  public Diff(Ewig engine) {
    this.engine = engine;
  }

  @Override
  public String name() {
    return "diff";
  }

  @Override
  public String remarks() {
    return "What differs between two branches, tags, commits or moments.";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public Relation call(View view, List<@Nullable Object> arguments) {
    Argument.requireCount(name(), PARAMETERS, arguments.size());
    if (arguments.size() <= TABLE) {
      view.requireAllHere("all that " + name() + " compares");
      return summary();
    }
    String table = TableNames.literal(name(), arguments.get(TABLE));
    Optional<View> before = known(view, arguments.get(0));
    Optional<View> after = known(view, arguments.get(1));
    Table to =
        Stream.of(after, Optional.of(view), before)
            .flatMap(one -> one.flatMap(state -> TableNames.find(state, table)).stream())
            .findFirst()
            .orElseThrow(() -> TableNames.unknown(table));
    Table from = before.flatMap(state -> state.catalog().find(to.id())).orElse(to);
    before.ifPresent(state -> state.requireHere(from));
    after.ifPresent(state -> state.requireHere(to));
    return rows(from, to);
  }

  @Override
  public List<Catalog> definitionsElsewhere(View view, List<@Nullable Object> arguments) {
    return arguments.size() <= TABLE
        ? List.of()
        : arguments.subList(0, TABLE).stream()
            .flatMap(state -> known(view, state).stream())
            .map(View::catalog)
            .toList();
  }

  private Optional<View> known(View view, @Nullable Object name) {
    if (name == null) {
      return Optional.empty();
    }
    String branch = LineNames.of(view.line().name());
    return Optional.of(new Moments(engine, view, branch, ZoneOffset.UTC).view(name));
  }

  /** Both states have to be open to whoever compares them. */
  private boolean mayRead(Reading reading, Subject subject) {
    Moments moments = Moments.of(engine, reading);
    return moments.mayRead(reading, subject, before(moments, reading))
        && moments.mayRead(reading, subject, after(moments, reading));
  }

  private static View before(Moments moments, Reading reading) {
    return moments.view(Argument.required(reading, 0, "the first state of diff"));
  }

  private static View after(Moments moments, Reading reading) {
    return moments.view(Argument.required(reading, 1, "the second state of diff"));
  }

  private Differences differences(Reading reading) {
    Moments moments = Moments.of(engine, reading);
    return before(moments, reading).differencesTo(after(moments, reading));
  }

  private static String shown(Difference.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  // ---- rows of a table

  /** What a row is on the two sides for some time. */
  private record Part(Difference.OfRow row, Difference.Piece piece) {

    String change() {
      if (piece.before() == null) {
        return shown(Difference.Kind.ADDED);
      }
      return shown(piece.after() == null ? Difference.Kind.REMOVED : Difference.Kind.MODIFIED);
    }

    String key() {
      return keyOf(row, piece.before(), piece.after());
    }

    @Nullable Object before(Column column) {
      return Cells.of(column, row.tableBefore(), piece.before());
    }

    @Nullable Object after(Column column) {
      return Cells.of(column, row.tableAfter(), piece.after());
    }
  }

  private static String keyOf(Difference.OfRow row, @Nullable Row before, @Nullable Row after) {
    Row known = after == null ? before : after;
    Table table = after == null ? row.tableBefore() : row.tableAfter();
    return Documents.key(Objects.requireNonNull(table), Objects.requireNonNull(known));
  }

  private Relation rows(Table from, Table to) {
    Listing.Builder<Part> columns =
        Listing.<Part>named(EventTable.SCHEMA, name(), remarks())
            .column("change", Type.VARCHAR, Part::change)
            .column("key", Type.JSON, Part::key)
            .nullable(
                "valid_from", Type.TIMESTAMP_WITH_TIME_ZONE, part -> part.piece().valid().since())
            .nullable(
                "valid_to", Type.TIMESTAMP_WITH_TIME_ZONE, part -> part.piece().valid().until());
    for (Column column : from.columns()) {
      if (!column.isHidden()) {
        columns.nullable("from_" + column.name(), column.type(), part -> part.before(column));
      }
    }
    for (Column column : to.columns()) {
      if (!column.isHidden()) {
        columns.nullable("to_" + column.name(), column.type(), part -> part.after(column));
      }
    }
    Subject subject = new Subject.OfTable(to.schema(), to.name());
    return columns
        .about(subject)
        .seenBy((part, reading) -> mayRead(reading, subject))
        .from(reading -> parts(to, reading));
  }

  private Items<Part> parts(Table table, Reading reading) {
    Differences differences = differences(reading);
    ArrayDeque<Part> ready = new ArrayDeque<>();
    Predicate<ValidPeriod> wanted = wanted(reading);
    return () -> {
      while (ready.isEmpty() && differences.next()) {
        reading.execution().tick();
        if (differences.difference() instanceof Difference.OfRow row
            && row.table().id().equals(table.id())) {
          row.pieces().stream()
              .filter(piece -> wanted.test(piece.valid()))
              .forEach(piece -> ready.add(new Part(row, piece)));
        }
      }
      return ready.poll();
    };
  }

  private static Predicate<ValidPeriod> wanted(Reading reading) {
    Optional<String> said = Argument.optionalText(reading, VALID);
    if (said.isPresent()) {
      if (said.get().equals(ALL)) {
        return any -> true;
      }
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "diff takes 'all' for its fourth argument, or nothing, not '" + said.get() + "'");
    }
    TimeRange stretch = reading.moment().valid();
    Instant instant = reading.view().validAt();
    return stretch == null
        ? period -> period.contains(instant)
        : period -> period.from().isBefore(stretch.to()) && stretch.from().isBefore(period.to());
  }

  // ---- everything

  private Relation summary() {
    return Listing.<Difference>named(EventTable.SCHEMA, name(), remarks())
        .column("kind", Type.VARCHAR, Diff::kind)
        .column("name", Type.VARCHAR, Diff::place)
        .nullable("key", Type.JSON, Diff::key)
        .column("change", Type.VARCHAR, difference -> shown(difference.kind()))
        .costly("from_value", Type.JSON, Diff::before)
        .costly("to_value", Type.JSON, Diff::after)
        .seenBy((difference, reading) -> mayRead(reading, subject(difference)))
        .from(
            reading -> {
              Differences differences = differences(reading);
              Predicate<ValidPeriod> wanted = wanted(reading);
              return () -> {
                while (differences.next()) {
                  reading.execution().tick();
                  if (isAt(wanted, differences.difference())) {
                    return differences.difference();
                  }
                }
                return null;
              };
            });
  }

  /** Whether something differs at the valid time that is looked at. */
  private static boolean isAt(Predicate<ValidPeriod> wanted, Difference difference) {
    return !(difference instanceof Difference.OfRow row)
        || row.pieces().stream().anyMatch(piece -> wanted.test(piece.valid()));
  }

  private static String kind(Difference difference) {
    if (difference instanceof Difference.OfTable) {
      return "table";
    }
    return difference instanceof Difference.OfRow ? "row" : "object";
  }

  private static Subject subject(Difference difference) {
    if (difference instanceof Difference.OfObject object) {
      return Subject.of(object.world());
    }
    Table table =
        difference instanceof Difference.OfTable whole
            ? Objects.requireNonNull(whole.after() == null ? whole.before() : whole.after())
            : ((Difference.OfRow) difference).table();
    return new Subject.OfTable(table.schema(), table.name());
  }

  private static String place(Difference difference) {
    if (difference instanceof Difference.OfTable table) {
      return String.valueOf(table.after() == null ? table.before() : table.after());
    } else if (difference instanceof Difference.OfRow row) {
      return row.table().toString();
    }
    return ((Difference.OfObject) difference).world().uri();
  }

  private static @Nullable String key(Difference difference) {
    if (difference instanceof Difference.OfRow row) {
      Difference.Piece piece = row.pieces().get(0);
      return keyOf(row, piece.before(), piece.after());
    } else if (difference instanceof Difference.OfObject object) {
      return Documents.text(object.key(), null);
    }
    return null;
  }

  private static @Nullable String before(Difference difference) {
    if (difference instanceof Difference.OfRow row) {
      return Documents.text(row.before(), row.tableBefore());
    }
    return difference instanceof Difference.OfObject object
        ? Documents.text(object.before(), null)
        : definition(((Difference.OfTable) difference).before());
  }

  private static @Nullable String after(Difference difference) {
    if (difference instanceof Difference.OfRow row) {
      return Documents.text(row.after(), row.tableAfter());
    }
    return difference instanceof Difference.OfObject object
        ? Documents.text(object.after(), null)
        : definition(((Difference.OfTable) difference).after());
  }

  private static @Nullable String definition(@Nullable Table table) {
    if (table == null) {
      return null;
    }
    Map<String, JsonText> parts = new TreeMap<>();
    TableParts.of(table).forEach((part, words) -> parts.put(part, JsonText.of(words)));
    return JsonObject.of(parts).text();
  }
}
