package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.json.Json;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.NaiveHistory.Fact;
import io.ewig.engine.session.NaiveHistory.Moment;
import io.ewig.engine.session.NaiveHistory.Piece;
import io.ewig.engine.session.NaiveHistory.RowKey;
import io.ewig.engine.session.NaiveHistory.Written;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.value.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** Asks a database and the oracle the same. */
final class OracleQuestions {

  private final Randoms random;
  private final TestDatabase db;
  private final RandomHistory history;
  private final NaiveHistory oracle;
  private final NaiveNames names;
  private long asked;
  private String place = "";

  OracleQuestions(Randoms random, TestDatabase db, RandomHistory history) {
    this.random = random;
    this.db = db;
    this.history = history;
    this.oracle = history.oracle();
    this.names = history.names();
  }

  long asked() {
    return asked;
  }

  /** One view, and as many questions to it. */
  void ask(int count) {
    String branch = random.of(names.all().toArray(String[]::new));
    When when = history.when();
    Moment at = names.moment(branch, when);
    if (at == null) {
      return;
    }
    View view = db.view(branch, when);
    long valid = SystemNanos.of(view.validAt());
    assertThat(valid).isEqualTo(Math.max(db.nanos(), db.log().appended().systemNanos()));
    if (!(when instanceof When.AtTag)) { // a tag names the last commit before
      assertThat(view.size()).isEqualTo(at.size());
    }
    for (int i = 0; i < count; i++) {
      if (random.oneIn(2)) {
        valid = db.nanos() + (random.below(60) - 40) * 10L + random.below(3) - 1;
        valid = random.oneIn(15) ? Long.MIN_VALUE : valid;
        valid = random.oneIn(15) ? Long.MAX_VALUE : valid;
        view = view.validAt(instant(valid));
      }
      place = branch + " at " + when + " valid " + valid + " size " + at.size();
      one(view, at, valid);
      asked++;
    }
  }

  private static Instant instant(long valid) {
    return valid == Long.MIN_VALUE
        ? Instant.MIN
        : valid == Long.MAX_VALUE ? Instant.MAX : SystemNanos.toInstant(valid);
  }

  private void one(View view, Moment at, long valid) {
    int kind = random.below(20);
    if (kind == 0) {
      same(List.copyOf(view.tables()), oracle.tables(at));
      return;
    } else if (kind == 1) {
      same(view.worlds(), oracle.worlds(at));
      return;
    } else if (kind <= 3) {
      object(view, at);
      return;
    }
    List<Table> tables = oracle.tables(at);
    if (tables.isEmpty()) {
      same(view.tables().size(), 0);
      return;
    }
    Table table = tables.get(random.below(tables.size()));
    switch (kind) {
      case 4, 5 -> scan(view, at, valid, table);
      case 6, 7 -> lookup(view, at, valid, table);
      case 8, 9 -> history(view, at, table);
      case 10, 11 -> timeline(view, at, table);
      default -> get(view, at, valid, table);
    }
  }

  private void same(Object found, Object expected) {
    if (!Objects.equals(found, expected)) {
      throw new AssertionError(place + ": " + found + " instead of " + expected);
    }
  }

  private void object(View view, Moment at) {
    World world = random.of(RandomHistory.WORLDS);
    TreeMap<String, String> expected = oracle.objects(at, world);
    if (random.oneIn(3)) {
      TreeMap<String, String> found = new TreeMap<>();
      for (String key : view.world(world).keys()) {
        found.put(key, Objects.requireNonNull(view.world(world).get(key)).toString());
      }
      same(found, expected);
    } else {
      String key = random.of(RandomHistory.OBJECTS);
      same(view.object(world, key).map(Json::toString).orElse(null), expected.get(key));
    }
  }

  private List<Object> key(Moment at, Table table) {
    List<RowKey> keys = oracle.rowKeys(at, table.id());
    if (keys.isEmpty()) {
      return table.hasHiddenKey()
          ? List.of(table.id())
          : table.name().equals("plants") ? List.of("bed", 1) : List.of(1L);
    }
    return keys.get(random.below(keys.size())).key();
  }

  private void get(View view, Moment at, long valid, Table table) {
    List<Object> key = key(at, table);
    Fact fact = oracle.find(at, new RowKey(table.id(), key), valid);
    Row expected = fact == null ? null : ((Written) fact.value()).as(table);
    same(view.get(table, key.toArray()), expected);
  }

  private static List<List<Object>> walked(RowCursor cursor) {
    List<List<Object>> found = new ArrayList<>();
    while (cursor.next()) {
      found.add(List.of(cursor.row(), cursor.seq(), cursor.systemTime(), cursor.valid()));
    }
    return found;
  }

  private List<Object> described(Moment at, Fact fact, Table table, long valid) {
    Piece around = oracle.around(at, fact, valid);
    return List.of(
        ((Written) fact.value()).as(table),
        fact.seq(),
        SystemNanos.toInstant(fact.nanos()),
        ValidPeriod.ofNanos(around.from(), around.to()));
  }

  private void scan(View view, Moment at, long valid, Table table) {
    List<Object> start = new ArrayList<>();
    List<Integer> columns = table.primaryKey().columnIds();
    if (random.oneIn(3)) {
      List<Object> key = key(at, table);
      start.addAll(key.subList(0, 1 + random.below(key.size())));
    }
    List<List<Object>> expected = new ArrayList<>();
    for (Fact fact : oracle.rows(at, table, valid, columns)) {
      if (((RowKey) fact.key()).key().subList(0, start.size()).equals(start)) {
        expected.add(described(at, fact, table, valid));
      }
    }
    boolean backward = random.oneIn(2);
    if (backward) {
      Collections.reverse(expected);
    }
    same(walked(view.scan(table, start, backward)), expected);
  }

  private void lookup(View view, Moment at, long valid, Table table) {
    Index index = table.keys().get(random.below(table.keys().size()));
    List<Integer> order = new ArrayList<>(index.columnIds());
    order.addAll(table.primaryKey().columnIds());
    List<Fact> rows = oracle.rows(at, table, valid, order);
    List<Object> values = new ArrayList<>();
    if (!rows.isEmpty() && !random.oneIn(5)) {
      Row row = ((Written) rows.get(random.below(rows.size())).value()).as(table);
      for (int id : index.columnIds().subList(0, 1 + random.below(index.columnIds().size()))) {
        values.add(row.get(table.positionOfId(id)));
      }
    }
    List<List<Object>> expected = new ArrayList<>();
    for (Fact fact : rows) {
      Row row = ((Written) fact.value()).as(table);
      boolean fits = true;
      for (int i = 0; i < values.size(); i++) {
        Object value = row.get(table.positionOfId(index.columnIds().get(i)));
        fits &= Objects.equals(value, values.get(i));
      }
      if (fits) {
        expected.add(described(at, fact, table, valid));
      }
    }
    place += ", " + index + " of version " + table.version() + " with " + values;
    same(walked(view.lookup(table, index, values)), expected);
  }

  private void history(View view, Moment at, Table table) {
    List<Object> key = key(at, table);
    List<RowVersion> expected = new ArrayList<>();
    for (Fact fact : oracle.history(at, new RowKey(table.id(), key))) {
      Written row = (Written) fact.value();
      expected.add(
          new RowVersion(
              row == null ? null : row.as(table),
              fact.seq(),
              SystemNanos.toInstant(fact.nanos()),
              ValidPeriod.ofNanos(fact.from(), fact.to())));
    }
    same(view.history(table, key.toArray()), expected);
  }

  private void timeline(View view, Moment at, Table table) {
    List<Object> key = key(at, table);
    List<TimedRow> expected = new ArrayList<>();
    for (Piece piece :
        oracle.pieces(at, new RowKey(table.id(), key), Long.MIN_VALUE, Version.OPEN)) {
      expected.add(
          new TimedRow(
              ((Written) piece.value()).as(table), ValidPeriod.ofNanos(piece.from(), piece.to())));
    }
    same(view.timeline(table, key.toArray()), expected);
  }
}
