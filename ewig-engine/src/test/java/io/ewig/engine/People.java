package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.erasure.Reason;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.World;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.RowCursor;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** A table of people of whom one wants to be forgotten, with all sorts of history behind it. */
final class People {

  static final String SECRET = "Ada-Lovelace-of-12-Nowhere-Street";
  static final Reason REASON = new Reason("dpo", "request 7");
  static final Table PEOPLE =
      new TableBuilder(new UUID(9, 9), "public", "people")
          .notNull("id", Type.INTEGER)
          .column("name", Type.VARCHAR)
          .column("bio", Type.VARBINARY)
          .primaryKey("id")
          .index("people_name", "name")
          .build();

  private People() {}

  static void put(Ewig db, String branch, Object... row) {
    try (Transaction tx = db.begin(branch)) {
      tx.put(tx.view().table("public", "people"), Row.of(row), null);
      tx.commit();
    }
  }

  static void delete(Ewig db, String branch, int id) {
    try (Transaction tx = db.begin(branch)) {
      tx.delete(PEOPLE, List.of(id), null);
      tx.commit();
    }
  }

  static void create(Ewig db, Table table) {
    try (Transaction tx = db.begin("main")) {
      tx.create(table);
      tx.commit();
    }
  }

  /** Something of hers, and noise, so that it can't be compressed. */
  static byte[] photo(int bytes) {
    byte[] photo = new Randoms(bytes).bytes(bytes);
    byte[] secret = SECRET.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(secret, 0, photo, 0, secret.length);
    return photo;
  }

  static Predicate<Row> secret() {
    return row -> String.valueOf(row.get(1)).startsWith(SECRET);
  }

  /** Rows 7, 8, and 9 are hers, each in another way; 8 is deleted, and 9 is only on a branch. */
  static void fill(Ewig db) {
    create(db, PEOPLE);
    for (int id = 10; id < 30; id++) {
      put(db, "main", id, "name" + id, Bytes.of((byte) id));
    }
    put(db, "main", 7, SECRET, Bytes.of(photo(50)));
    put(db, "main", 8, SECRET + "-2", Bytes.of(photo(3000)));
    db.branches().create("side", "main");
    db.branches().tag("then", "main", When.NOW, "");
    put(db, "side", 9, SECRET + "-3", Bytes.of(photo(3 << 20)));
    put(db, "main", 7, SECRET + "-4", null);
    put(db, "main", 7, "other", null);
    delete(db, "main", 8);
    put(db, "side", 7, SECRET + "-5", null);
    put(db, "side", 12, "twelve", null);
    try (Transaction tx = db.begin("side")) {
      Table table = tx.view().table("public", "people");
      tx.alter(
          table, new Alteration.AddKey("people_id_name", List.of("id", "name"), Index.Role.INDEX));
      tx.commit();
    }
    db.append(
        EventBuilder.in(World.of("a://garden"))
            .type("StateChanged")
            .json("{\"id\":\"rose\",\"n\":1}"));
    for (int id = 10; id < 20; id++) {
      put(db, "main", id, "later" + id, Bytes.EMPTY);
    }
    while (db.step()) {
      Thread.onSpinWait();
    }
  }

  /** All that a database says of rows that are not hers, at each moment on each branch. */
  static List<String> answers(Ewig db, long size) {
    List<String> answers = new ArrayList<>();
    for (String branch : List.of("main", "side")) {
      for (long seq = 0; seq < size; seq = db.events().commitOf(seq).endSeq()) {
        answers.add(branch + " " + seq + " " + rows(db.view(branch, new When.AfterEvent(seq))));
      }
    }
    return answers;
  }

  private static List<String> rows(View view) {
    List<String> rows = new ArrayList<>();
    Table table = view.catalog().find("public", "people").orElse(null);
    if (table == null) {
      return rows;
    }
    RowCursor all = view.scan(table);
    while (all.next()) {
      if ((int) all.row().get(0) >= 10) {
        rows.add(all.row() + " " + view.timeline(table, all.row().get(0)));
      } else {
        assertThat(view.lookup(table, table.keys().get(1), List.of(all.row().get(1))).next())
            .isTrue();
      }
    }
    return rows;
  }

  static void assertNothingIsLeft(Ewig db, long size) {
    for (String branch : List.of("main", "side")) {
      for (long seq = 0; seq < size; seq = db.events().commitOf(seq).endSeq()) {
        View view = db.view(branch, new When.AfterEvent(seq));
        Table table = view.catalog().find("public", "people").orElse(null);
        if (table != null) {
          for (int id : List.of(7, 8, 9)) {
            assertThat(view.get(table, id)).isNull();
            assertThat(view.history(table, id)).isEmpty();
          }
          assertThat(view.lookup(table, table.keys().get(1), List.of(SECRET)).next()).isFalse();
          assertThat(view.lookup(table, table.keys().get(1), List.of("other")).next()).isFalse();
        }
      }
    }
  }
}
