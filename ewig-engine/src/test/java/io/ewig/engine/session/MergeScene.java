package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Ewig;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A database with a main branch, for tests of merges: what they begin with, do and look at. */
abstract class MergeScene {

  static final World GARDEN = World.of("a://garden");

  final Ewig db = Ewig.inMemory();
  final Merges merges = db.merges();

  @AfterEach
  void close() {
    db.close();
  }

  static TableBuilder plants() {
    return new TableBuilder(UUID.randomUUID(), "public", "plants")
        .notNull("id", Type.BIGINT)
        .column("name", Type.VARCHAR)
        .column("height", Type.INTEGER)
        .primaryKey("id");
  }

  static Table strict() {
    return plants().mergeLaw("name", MergeLaw.FAIL).mergeLaw("height", MergeLaw.FAIL).build();
  }

  Commit commit(String branch, Consumer<Transaction> changes) {
    return commit(db, branch, changes);
  }

  static Commit commit(Ewig on, String branch, Consumer<Transaction> changes) {
    Transaction tx = on.begin(branch);
    changes.accept(tx);
    return tx.commit().orElseThrow();
  }

  void start(Table table, Row... rows) {
    start(db, table, null, rows);
  }

  static void start(Ewig on, Table table, @Nullable ValidPeriod valid, Row... rows) {
    commit(
        on,
        "main",
        tx -> {
          tx.create(table);
          for (Row row : rows) {
            tx.insert(table, row, valid);
          }
        });
    on.branches().create("dev", "main");
  }

  void put(String branch, Table table, Row row) {
    commit(branch, tx -> tx.put(table, row, null));
  }

  MergeResult merge(MergeStrategy how) {
    return merges.merge("dev", "main", how, new Words());
  }

  MergeResult merge() {
    return merge(MergeStrategy.RECURSIVE);
  }

  static List<Row> rows(View view) {
    List<Row> rows = new ArrayList<>();
    RowCursor cursor = view.scan(view.table("public", "plants"));
    while (cursor.next()) {
      rows.add(cursor.row());
    }
    return rows;
  }

  List<Row> rows(String branch) {
    return rows(db.view(branch, When.NOW));
  }

  static void assertRefused(ErrorCode code, ThrowingCallable what) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(EwigException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  static MergeResult.Paused paused(MergeResult result) {
    assertThat(result).isInstanceOf(MergeResult.Paused.class);
    return (MergeResult.Paused) result;
  }

  Table created(Table table) {
    commit("main", tx -> tx.create(table));
    return table;
  }
}
