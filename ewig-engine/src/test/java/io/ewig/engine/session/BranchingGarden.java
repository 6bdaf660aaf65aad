package io.ewig.engine.session;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.json.Json;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** Changes of a small garden on several branches, from a seed; few keys, so that they meet. */
final class BranchingGarden {

  static final World GARDEN = World.of("a://garden");
  static final int KEYS = 6;
  static final int INSTANTS = 12;

  private final Ewig db;
  private final Random random;

  BranchingGarden(Ewig db, Random random) {
    this.db = db;
    this.random = random;
  }

  static Table plants() {
    return new TableBuilder(new UUID(1, 1), "public", "plants")
        .notNull("id", Type.BIGINT)
        .column("name", Type.VARCHAR)
        .column("height", Type.INTEGER)
        .column("petals", Type.INTEGER)
        .primaryKey("id")
        .build();
  }

  void create(Table table) {
    Transaction tx = db.begin("main");
    tx.create(table);
    tx.commit();
  }

  static Instant instant(long second) {
    return Instant.ofEpochSecond(second);
  }

  ValidPeriod period() {
    int from = random.nextInt(INSTANTS);
    boolean isOpen = random.nextInt(3) == 0;
    return new ValidPeriod(
        instant(from),
        isOpen ? ValidPeriod.OPEN_END : instant(from + 1 + random.nextInt(INSTANTS - from)));
  }

  /** A commit of some changes; nothing if one does not fit what is there. */
  void change(String branch) {
    if (random.nextInt(4) == 0) {
      plant(branch);
      return;
    }
    try (Transaction tx = db.begin(branch)) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        List<Table> tables = new ArrayList<>(tx.view().tables());
        if (!tables.isEmpty()) {
          changeRow(tx, tables.get(random.nextInt(tables.size())));
        }
      }
      tx.commit();
    }
  }

  private void changeRow(Transaction tx, Table table) {
    long key = random.nextInt(KEYS);
    int what = random.nextInt(6);
    if (what == 0) {
      tx.delete(table, List.of(key), period());
    } else if (what < 4) {
      int column = 1 + random.nextInt(table.columns().size() - 1);
      tx.update(table, List.of(key), row -> row.with(column, value(table, column)), period());
    } else {
      Row row = Row.of(new Object[table.columns().size()]).with(0, key);
      for (int i = 1; i < row.size(); i++) {
        row = row.with(i, value(table, i));
      }
      tx.put(table, row, period());
    }
  }

  private Object value(Table table, int column) {
    int number = random.nextInt(4);
    Type type = table.columns().get(column).type();
    return number == 3 ? null : type.accept(type.equals(Type.VARCHAR) ? "v" + number : number);
  }

  void plant(String branch) {
    String id = "o" + random.nextInt(KEYS);
    EventBuilder event = EventBuilder.in(GARDEN);
    if (random.nextInt(4) == 0) {
      event = event.type("StateChanged").json("{\"" + id + "\":null}");
    } else {
      String member = "m" + random.nextInt(3);
      String value = random.nextInt(3) == 0 ? "{\"x\":" + random.nextInt(3) + "}" : "1";
      event =
          event
              .type("StateChanged")
              .json("{\"id\":\"" + id + "\",\"" + member + "\":" + value + "}");
    }
    db.batch().on(branch).add(event).commit();
  }

  /** Adds a column, or drops one that was added. */
  void alter(String branch) {
    try (Transaction tx = db.begin(branch)) {
      for (Table table : tx.view().tables()) {
        String name = "c" + random.nextInt(4);
        if (table.positionOf(name) < 0) {
          tx.alter(
              table,
              new Alteration.AddColumn(
                  name, Type.INTEGER, true, Default.none(), null, true, MergeLaw.LWW, ""));
        } else {
          tx.alter(table, new Alteration.DropColumn(name));
        }
        break;
      }
      tx.commit();
    }
  }

  /** What a row is at each instant, by name of column. */
  static List<Map<String, Object>> rows(View view, String tableName, long key) {
    Table table = view.catalog().find("public", tableName).orElse(null);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int second = 0; second <= INSTANTS; second++) {
      Row row = table == null ? null : view.validAt(instant(second)).get(table, key);
      rows.add(row == null ? null : named(table, row));
    }
    return rows;
  }

  static Map<String, Object> named(Table table, Row row) {
    Map<String, Object> named = new TreeMap<>();
    for (Column column : table.columns()) {
      named.put(column.name(), String.valueOf(row.get(table.positionOf(column.name()))));
    }
    return named;
  }

  /** All that a view shows. */
  static Map<String, Object> content(View view) {
    Map<String, Object> content = new TreeMap<>();
    for (Table table : view.tables()) {
      content.put(table.toString(), table.columns().stream().map(Column::name).sorted().toList());
      for (long key = 0; key < KEYS; key++) {
        content.put(table + "/" + key, rows(view, table.name(), key));
      }
    }
    for (String key : view.world(GARDEN).keys()) {
      Json object = view.object(GARDEN, key).orElseThrow();
      content.put("garden/" + key, object);
    }
    return content;
  }
}
