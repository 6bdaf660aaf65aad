package io.ewig.engine.session;

import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.scan.KeyRange;
import io.ewig.engine.scan.KeyRange.Bound;
import io.ewig.engine.scan.Projection;
import io.ewig.engine.scan.TimeRange;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.NaiveHistory.Fact;
import io.ewig.engine.session.NaiveHistory.Moment;
import io.ewig.engine.session.NaiveHistory.Piece;
import io.ewig.engine.session.NaiveHistory.Rectangle;
import io.ewig.engine.session.NaiveHistory.RowKey;
import io.ewig.engine.session.NaiveHistory.Written;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks views and the oracle for ranges of keys and of both times. */
final class ScanQuestions {

  private static final long OWN_SEQS = 1L << 61;

  private final Randoms random;
  private final TestDatabase db;
  private final RandomHistory history;
  private final NaiveHistory oracle;
  private long asked;
  private long rows;
  private String place = "";

  ScanQuestions(Randoms random, TestDatabase db, RandomHistory history) {
    this.random = random;
    this.db = db;
    this.history = history;
    this.oracle = history.oracle();
  }

  long asked() {
    return asked;
  }

  long rows() {
    return rows;
  }

  void ask(int count) {
    history.transaction((view, at) -> ask(view, at, at.size(), 2));
    String branch = random.of(history.names().all().toArray(String[]::new));
    When when = history.when();
    Moment at = history.names().moment(branch, when);
    if (at != null && !(when instanceof When.AtTag)) { // whose line may be one further down
      ask(db.view(branch, when), at, db.log().head().size(), count);
    }
  }

  private void ask(View asking, Moment at, long horizon, int count) {
    View view = asking;
    List<Table> tables = oracle.tables(at);
    for (int i = 0; i < count && !tables.isEmpty(); i++) {
      if (random.oneIn(2)) {
        view = view.validAt(instant(nanos()));
      }
      Table table = tables.get(random.below(tables.size()));
      place = table + " at " + at.size() + " valid " + view.validAt();
      switch (random.below(3)) {
        case 0 -> scan(view, at, horizon, table);
        case 1 -> pieces(view, at, table);
        default -> rectangles(view, at, table);
      }
      asked++;
    }
  }

  private long nanos() {
    long nanos = db.nanos() + (random.below(60) - 40) * 10L + random.below(3) - 1;
    return random.oneIn(15) ? Long.MIN_VALUE : random.oneIn(15) ? Long.MAX_VALUE : nanos;
  }

  private static Instant instant(long valid) {
    return valid == Long.MIN_VALUE
        ? Instant.MIN
        : valid == Long.MAX_VALUE ? Instant.MAX : SystemNanos.toInstant(valid);
  }

  private void same(List<List<@Nullable Object>> found, List<List<@Nullable Object>> expected) {
    rows += expected.size();
    if (!found.equals(expected)) {
      throw new AssertionError(place + ":\n" + found + "\ninstead of\n" + expected);
    }
  }

  // ---- answers

  private static List<List<@Nullable Object>> walked(RowCursor cursor) {
    List<List<@Nullable Object>> found = new ArrayList<>();
    while (cursor.next()) {
      found.add(
          Arrays.asList(
              cursor.row(),
              seq(cursor.seq()),
              cursor.systemTime(),
              cursor.systemTo(),
              cursor.valid()));
    }
    return found;
  }

  /** The events of a transaction have no seqs yet. */
  private static long seq(long seq) {
    return seq < OWN_SEQS ? seq : OWN_SEQS;
  }

  private static List<@Nullable Object> told(
      Table table, Projection columns, Fact fact, long systemTo, long from, long to) {
    return Arrays.asList(
        projected(((Written) Objects.requireNonNull(fact.value())).as(table), columns),
        seq(fact.seq()),
        SystemNanos.toInstant(fact.nanos()),
        systemTo == NaiveHistory.OPEN ? null : SystemNanos.toInstant(systemTo),
        ValidPeriod.ofNanos(from, to));
  }

  private static Row projected(Row row, Projection columns) {
    if (columns.positions() == null) {
      return row;
    }
    @Nullable Object[] some = new @Nullable Object[row.size()];
    for (int position : columns.positions()) {
      some[position] = row.get(position);
    }
    return Row.of(some);
  }

  private Projection columns(Table table) {
    if (random.oneIn(2)) {
      return Projection.ALL;
    }
    int[] some = new int[random.below(3)];
    for (int i = 0; i < some.length; i++) {
      some[i] = random.below(table.columns().size());
    }
    return Projection.of(some);
  }

  // ---- ranges

  private KeyRange range(Table table, Index index, List<Row> rows) {
    List<@Nullable Object> values = new ArrayList<>();
    int columns = index.columnIds().size();
    int equal = random.oneIn(2) ? 0 : random.below(columns + 1);
    Row model = rows.isEmpty() ? null : rows.get(random.below(rows.size()));
    for (int i = 0; i < equal; i++) {
      values.add(value(table, index, i, model));
    }
    Bound lower = equal < columns ? bound(table, index, equal, rows) : null;
    Bound upper = equal < columns ? bound(table, index, equal, rows) : null;
    return new KeyRange(values, lower, upper);
  }

  private @Nullable Bound bound(Table table, Index index, int place, List<Row> rows) {
    if (random.oneIn(3)) {
      return null;
    }
    Row model = rows.isEmpty() ? null : rows.get(random.below(rows.size()));
    return new Bound(value(table, index, place, model), random.oneIn(2));
  }

  private @Nullable Object value(Table table, Index index, int place, @Nullable Row model) {
    int position = table.positionOfId(index.columnIds().get(place));
    Type type = table.columns().get(position).type();
    if (model != null && !random.oneIn(4)) {
      return model.get(position);
    }
    return switch (type.kind()) {
      case INTEGER, BIGINT ->
          random.oneIn(4) ? random.of(3_000_000_000L, -3_000_000_000L) : (Object) random.below(7);
      case UUID -> table.id();
      default -> random.of("", "bed", "fern", "moss", "zz");
    };
  }

  private static boolean contains(Table table, Index index, KeyRange range, Row row) {
    for (int i = 0; i < range.equal().size(); i++) {
      if (compare(table, index, i, row, range.equal().get(i)) != 0) {
        return false;
      }
    }
    int next = range.equal().size();
    Bound lower = range.lower();
    Bound upper = range.upper();
    if (lower != null) {
      int sign = compare(table, index, next, row, lower.value());
      if (sign < 0 || (sign == 0 && !lower.isInclusive())) {
        return false;
      }
    } else if (upper != null && row.get(table.positionsOf(index)[next]) == null) {
      return false;
    }
    if (upper != null) {
      int sign = compare(table, index, next, row, upper.value());
      return sign < 0 || (sign == 0 && upper.isInclusive());
    }
    return true;
  }

  private static int compare(Table table, Index index, int i, Row row, @Nullable Object value) {
    Object own = row.get(table.positionOfId(index.columnIds().get(i)));
    if (own instanceof Number number && value instanceof Number other) {
      return Long.compare(number.longValue(), other.longValue());
    }
    Type type = table.columnOfId(index.columnIds().get(i)).type();
    return type.compareNullsFirst(own, value);
  }

  private static Row row(Table table, Fact fact) {
    return ((Written) Objects.requireNonNull(fact.value())).as(table);
  }

  // ---- questions

  private void scan(View view, Moment at, long known, Table table) {
    long valid = view.validNanos();
    Index index = table.keys().get(random.below(table.keys().size()));
    List<Integer> order = new ArrayList<>(index.columnIds());
    order.addAll(table.primaryKey().columnIds());
    List<Fact> facts = oracle.rows(at, table, valid, order);
    KeyRange range =
        random.oneIn(4)
            ? KeyRange.ALL
            : range(table, index, facts.stream().map(fact -> row(table, fact)).toList());
    Projection columns = columns(table);
    boolean backward = random.oneIn(2);
    Moment horizon = new Moment(at.line(), known);
    List<List<@Nullable Object>> expected = new ArrayList<>();
    for (Fact fact : facts) {
      if (contains(table, index, range, row(table, fact))) {
        Piece around = oracle.around(at, fact, valid);
        long systemTo = oracle.systemTo(horizon, fact, valid);
        expected.add(told(table, columns, fact, systemTo, around.from(), around.to()));
      }
    }
    if (backward) {
      Collections.reverse(expected);
    }
    place += " scan of " + index + " in " + range + (backward ? " backward" : "");
    same(walked(view.scan(table, index, range, backward, columns)), expected);
    if (index.id() == Index.PRIMARY_ID) {
      place += " and by batches";
      same(
          batched(view, table, range),
          walked(view.scan(table, index, range, false, Projection.ALL)));
    }
  }

  private static List<List<@Nullable Object>> batched(View view, Table table, KeyRange range) {
    List<List<@Nullable Object>> all = new BatchedRows(table, view.batches(table, range)).all();
    all.forEach(row -> row.set(1, seq((long) Objects.requireNonNull(row.get(1)))));
    return all;
  }

  private List<RowKey> keys(Moment at, Table table) {
    List<RowKey> keys = oracle.rowKeys(at, table.id());
    keys.removeIf(key -> oracle.history(at, key).isEmpty());
    List<Type> types =
        table.primaryKey().columnIds().stream().map(id -> table.columnOfId(id).type()).toList();
    keys.sort(
        (a, b) -> {
          int sign = 0;
          for (int i = 0; i < types.size() && sign == 0; i++) {
            sign = types.get(i).compare(a.key().get(i), b.key().get(i));
          }
          return sign;
        });
    return keys;
  }

  private Row asRow(Table table, RowKey key) {
    @Nullable Object[] values = new @Nullable Object[table.columns().size()];
    int[] positions = table.positionsOf(table.primaryKey());
    for (int i = 0; i < positions.length; i++) {
      values[positions[i]] = key.key().get(i);
    }
    return Row.of(values);
  }

  private KeyRange keyRange(Moment at, Table table) {
    List<Row> known = keys(at, table).stream().map(key -> asRow(table, key)).toList();
    return random.oneIn(2) ? KeyRange.ALL : range(table, table.primaryKey(), known);
  }

  private TimeRange time() {
    Instant from = instant(nanos());
    Instant to = instant(nanos());
    return switch (random.below(7)) {
      case 0, 5, 6 -> TimeRange.ALL;
      case 1 -> TimeRange.at(from);
      case 2 -> TimeRange.between(from, to);
      default -> TimeRange.fromTo(from, to);
    };
  }

  private static boolean overlaps(TimeRange wanted, long from, long to) {
    long wantedFrom = SystemNanos.of(wanted.from());
    long wantedTo = SystemNanos.of(wanted.to());
    return wantedFrom < wantedTo && from < wantedTo && wantedFrom < to;
  }

  private void pieces(View view, Moment at, Table table) {
    KeyRange range = keyRange(at, table);
    TimeRange valid = time();
    Projection columns = columns(table);
    List<List<@Nullable Object>> expected = new ArrayList<>();
    for (RowKey key : keys(at, table)) {
      if (contains(table, table.primaryKey(), range, asRow(table, key))) {
        oracle.rectangles(at, key).stream()
            .filter(part -> part.systemTo() == NaiveHistory.OPEN)
            .filter(part -> overlaps(valid, part.from(), part.to()))
            .sorted(Comparator.comparingLong(Rectangle::from))
            .forEach(part -> expected.add(told(table, columns, part)));
      }
    }
    place += " pieces in " + range + " valid " + valid;
    same(walked(view.pieces(table, range, valid, columns)), expected);
  }

  private void rectangles(View view, Moment at, Table table) {
    KeyRange range = keyRange(at, table);
    TimeRange system = time();
    TimeRange valid = time();
    Projection columns = columns(table);
    List<List<@Nullable Object>> expected = new ArrayList<>();
    for (RowKey key : keys(at, table)) {
      if (contains(table, table.primaryKey(), range, asRow(table, key))) {
        oracle.rectangles(at, key).stream()
            .filter(part -> overlaps(system, part.fact().nanos(), part.systemTo()))
            .filter(part -> overlaps(valid, part.from(), part.to()))
            .forEach(part -> expected.add(told(table, columns, part)));
      }
    }
    place += " rectangles in " + range + " system " + system + " valid " + valid;
    same(walked(view.rectangles(table, range, system, valid, columns)), expected);
  }

  private static List<@Nullable Object> told(Table table, Projection columns, Rectangle part) {
    return told(table, columns, part.fact(), part.systemTo(), part.from(), part.to());
  }
}
