package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ewig.engine.catalog.SqlView;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Taking a part of a transaction back: to savepoints, and of statements that fail. */
class SavepointsTest {

  private final TestDatabase db = TestDatabase.inMemory();
  private final Table plants =
      new TableBuilder(new UUID(4, 1), "public", "plants")
          .notNull("nr", Type.INTEGER)
          .column("name", Type.VARCHAR)
          .primaryKey("nr")
          .unique("plants_name", "name")
          .build();

  @BeforeEach
  void plant() {
    try (Transaction tx = db.begin("main")) {
      tx.create(plants);
      tx.insert(plants, Row.of(0, "rose"), null);
      tx.commit();
    }
  }

  @AfterEach
  void close() {
    db.close();
  }

  private static TreeMap<Object, Object> rows(View view, Table table) {
    TreeMap<Object, Object> found = new TreeMap<>();
    RowCursor cursor = view.scan(table);
    while (cursor.next()) {
      found.put(cursor.row().get(0), cursor.row().get(1));
    }
    return found;
  }

  private void assertUnknown(Runnable what) {
    UserException found = catchThrowableOfType(UserException.class, what::run);
    assertThat(found.code()).isEqualTo(ErrorCode.UNKNOWN_SAVEPOINT);
    assertThat(found.code().sqlState()).isEqualTo("3B001");
  }

  @Test
  void savepointsNestAndLaterOnesGoWithEarlierOnes() {
    try (Transaction tx = db.begin("main")) {
      Savepoint outer = tx.savepoint("a");
      tx.insert(plants, Row.of(1, "fern"), null);
      Savepoint inner = tx.savepoint("b");
      tx.insert(plants, Row.of(2, "moss"), null);
      tx.rollbackTo(inner);
      assertThat(rows(tx.view(), plants)).containsOnlyKeys(0, 1);
      tx.insert(plants, Row.of(3, "moss"), null);
      tx.rollbackTo(inner); // may be used again
      assertThat(rows(tx.view(), plants)).containsOnlyKeys(0, 1);
      tx.rollbackTo(outer);
      assertThat(rows(tx.view(), plants)).containsOnlyKeys(0);
      tx.insert(plants, Row.of(4, "yew"), null);
      tx.insert(plants, Row.of(5, "iris"), null);
      assertUnknown(() -> tx.rollbackTo(inner));
      assertUnknown(() -> tx.release(inner));
      tx.release(outer);
      assertUnknown(() -> tx.rollbackTo(outer));
      tx.commit();
    }
    assertThat(rows(db.view(), plants)).containsOnlyKeys(0, 4, 5);
  }

  @Test
  void aNameThatIsUsedTwiceHidesTheEarlierOneUntilItIsReleased() {
    try (Transaction tx = db.begin("main")) {
      Savepoint first = tx.savepoint("here");
      tx.insert(plants, Row.of(1, "fern"), null);
      Savepoint second = tx.savepoint("here");
      Savepoint within = tx.savepoint("within");
      assertThat(tx.savepointOf("here")).isSameAs(second);
      tx.release(second);
      assertUnknown(() -> tx.rollbackTo(within));
      assertThat(tx.savepointOf("here")).isSameAs(first);
      tx.rollbackTo(tx.savepointOf("here"));
      assertThat(rows(tx.view(), plants)).containsOnlyKeys(0);
      assertUnknown(() -> tx.savepointOf("elsewhere"));
    }
  }

  @Test
  void aSavepointOfAnotherTransactionIsUnknown() {
    try (Transaction one = db.begin("main");
        Transaction other = db.begin("main")) {
      Savepoint savepoint = one.savepoint("a");
      assertUnknown(() -> other.rollbackTo(savepoint));
      one.commit();
      assertThatThrownBy(() -> one.rollbackTo(savepoint))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("over");
    }
  }

  @Test
  void aStatementThatFailsLeavesNothingBehind() {
    try (Transaction tx = db.begin("main")) {
      tx.statement(() -> tx.insert(plants, Row.of(1, "fern"), null));
      for (int i = 0; i < 200; i++) { // more often than one overlay bears
        UserException found =
            catchThrowableOfType(
                UserException.class,
                () ->
                    tx.statement(
                        () -> {
                          tx.insert(plants, Row.of(2, "moss"), null);
                          tx.update(plants, List.of(1), row -> row.with(1, "ivy"), null);
                          return tx.insert(plants, Row.of(3, "rose"), null); // is there already
                        }));
        assertThat(found.code()).isEqualTo(ErrorCode.DUPLICATE_KEY);
        assertThat(rows(tx.view(), plants)).containsOnly(entry(0, "rose"), entry(1, "fern"));
      }
      tx.statement(() -> tx.insert(plants, Row.of(2, "moss"), null));
      tx.commit();
    }
    assertThat(rows(db.view(), plants)).containsOnlyKeys(0, 1, 2);
    assertThat(db.view().lookup(plants, plants.keys().get(1), List.of("moss")).next()).isTrue();
  }

  @Test
  void aStatementThatRunsOutOfMemoryOrStackLeavesNothingBehind() {
    for (Error error : List.of(new OutOfMemoryError("heap"), new StackOverflowError())) {
      try (Transaction tx = db.begin("main")) {
        assertThatThrownBy(
                () ->
                    tx.statement(
                        () -> {
                          tx.insert(plants, Row.of(2, "moss"), null);
                          throw error;
                        }))
            .isSameAs(error);
        assertThat(rows(tx.view(), plants)).containsOnlyKeys(0);
        assertThat(tx.isEmpty()).isTrue();
      }
    }
  }

  private static Map.Entry<Object, Object> entry(int nr, String name) {
    return Map.entry(nr, name);
  }

  @Test
  void definitionsAreTakenBackWithTheStatementThatMadeThem() {
    try (Transaction tx = db.begin("main")) {
      SqlView view = new SqlView("public", "v", List.of(), "SELECT 1", "");
      Savepoint before = tx.savepoint("before");
      catchThrowableOfType(
          UserException.class,
          () ->
              tx.statement(
                  () -> {
                    tx.create(view);
                    Table wide = tx.alter(plants, addColumn("height"));
                    tx.insert(wide, Row.of(1, "fern", 7), null);
                    return tx.insert(wide, Row.of(1, "fern", 7), null);
                  }));
      assertThat(tx.view().catalog()).isSameAs(db.view().catalog());
      assertThat(tx.view().table("public", "plants")).isEqualTo(plants);
      Table wide = tx.statement(() -> tx.alter(plants, addColumn("width")));
      tx.insert(wide, Row.of(1, "fern", 8), null);
      tx.create(view);
      assertThat(tx.view().table("public", "plants")).isEqualTo(wide);
      assertThat(tx.view().get(wide, 0)).isEqualTo(Row.of(0, "rose", 3));
      tx.rollbackTo(before);
      assertThat(tx.view().table("public", "plants")).isEqualTo(plants);
      assertThat(tx.view().catalog().views()).isEmpty();
      tx.insert(plants, Row.of(2, "moss"), null);
      tx.commit();
    }
    assertThat(db.view().table("public", "plants")).isEqualTo(plants);
    assertThat(rows(db.view(), plants)).containsOnlyKeys(0, 2);
  }

  private static Alteration addColumn(String name) {
    return new Alteration.AddColumn(
        name, Type.INTEGER, true, Default.none(), 3, true, MergeLaw.LWW, "");
  }

  @Test
  void aNewIndexIsTakenBackWithItsEntries() {
    try (Transaction tx = db.begin("main")) {
      Savepoint before = tx.savepoint("before");
      Alteration index = new Alteration.AddKey("by_name", List.of("name", "nr"), Index.Role.INDEX);
      Table indexed = tx.alter(plants, index);
      assertThat(tx.view().lookup(indexed, indexed.keys().get(2), List.of("rose")).next()).isTrue();
      tx.rollbackTo(before);
      tx.update(plants, List.of(0), row -> row.with(1, "ivy"), null);
      Table again = tx.alter(plants, index);
      RowCursor found = tx.view().lookup(again, again.keys().get(2), List.of("rose"));
      assertThat(found.next()).isFalse();
      assertThat(tx.view().lookup(again, again.keys().get(2), List.of("ivy")).next()).isTrue();
    }
  }

  @Test
  void aSnapshotDoesNotSeeWhatTheTransactionDoesLater() {
    try (Transaction tx = db.begin("main")) {
      tx.insert(plants, Row.of(1, "fern"), null);
      RowCursor cursor = tx.snapshot().scan(plants);
      int moved = 0;
      while (cursor.next()) { // would not end if it saw what it writes
        int nr = (Integer) cursor.row().get(0);
        tx.update(plants, List.of(nr), row -> row.with(0, nr + 10), null);
        moved++;
      }
      assertThat(moved).isEqualTo(2);
      assertThat(rows(tx.view(), plants)).containsOnlyKeys(10, 11);
      View then = tx.snapshot();
      Savepoint savepoint = tx.savepoint("a");
      tx.delete(plants, List.of(10), null);
      assertThat(rows(then, plants)).containsOnlyKeys(10, 11);
      assertThat(then.history(plants, 10)).hasSize(1);
      tx.rollbackTo(savepoint);
      tx.insert(plants, Row.of(12, "yew"), null);
      assertThat(rows(then, plants)).containsOnlyKeys(10, 11);
      assertThat(rows(tx.view(), plants)).containsOnlyKeys(10, 11, 12);
    }
  }

  @Test
  void aSavepointIsGoodHoweverOftenOthersWereUsedSince() {
    try (Transaction tx = db.begin("main")) {
      Savepoint first = tx.savepoint("first");
      TreeMap<Object, Object> then = rows(tx.view(), plants);
      tx.append(EventBuilder.in("a://garden").json("{}").build()); // is no change of a row
      for (int nr = 1; nr <= 1000; nr++) {
        tx.insert(plants, Row.of(nr, "kept" + nr), null);
        Savepoint each = tx.savepoint("each");
        tx.put(plants, Row.of(nr, "dropped"), null);
        tx.insert(plants, Row.of(-nr, "dropped too"), null);
        tx.rollbackTo(each);
        if (nr == 500) {
          tx.savepoint("middle");
        }
      }
      TreeMap<Object, Object> all = rows(tx.view(), plants);
      assertThat(all).hasSize(1001);
      tx.rollbackTo(tx.savepointOf("middle"));
      assertThat(rows(tx.view(), plants)).isEqualTo(new TreeMap<>(all.headMap(501)));
      tx.insert(plants, Row.of(501, "another"), null);
      tx.rollbackTo(first);
      assertThat(rows(tx.view(), plants)).isEqualTo(then);
      assertThat(tx.isEmpty()).isTrue();
    }
  }

  @Test
  void whatIsTakenBackAgainAndAgainIsNotKept() {
    try (Transaction tx = db.begin("main")) {
      tx.insert(plants, Row.of(1, "fern"), null);
      Savepoint savepoint = tx.savepoint("a");
      for (int i = 0; i < 70_000; i++) {
        tx.insert(plants, Row.of(2, "yew"), null);
        tx.rollbackTo(savepoint);
      }
      tx.insert(plants, Row.of(3, "elm"), null);
      assertThat(rows(tx.view(), plants)).containsOnlyKeys(0, 1, 3);
      tx.rollbackTo(savepoint);
      assertThat(rows(tx.view(), plants)).containsOnlyKeys(0, 1);
    }
  }

  @Test
  void anythingDoneInAnyOrderIsTakenBackExactly() {
    for (int seed = 1; seed <= 60; seed++) {
      Randoms random = new Randoms(seed);
      try (Transaction tx = db.begin("main")) {
        List<TreeMap<Object, Object>> states = new ArrayList<>();
        List<Savepoint> savepoints = new ArrayList<>();
        TreeMap<Object, Object> now = rows(tx.view(), plants);
        for (int step = 0; step < 300; step++) {
          int nr = random.below(12);
          switch (random.below(8)) {
            case 0 -> {
              savepoints.add(tx.savepoint("s" + random.below(3)));
              states.add(new TreeMap<>(now));
            }
            case 1, 2 -> {
              if (!savepoints.isEmpty()) {
                int at = random.below(savepoints.size());
                tx.rollbackTo(savepoints.get(at));
                now = new TreeMap<>(states.get(at));
                savepoints.subList(at + 1, savepoints.size()).clear();
                states.subList(at + 1, states.size()).clear();
              }
            }
            case 3 -> {
              if (!savepoints.isEmpty() && random.oneIn(3)) {
                int at = random.below(savepoints.size());
                tx.release(savepoints.get(at));
                savepoints.subList(at, savepoints.size()).clear();
                states.subList(at, states.size()).clear();
              }
            }
            case 4 ->
                assertThat(tx.delete(plants, List.of(nr), null)).isEqualTo(now.remove(nr) != null);
            default -> {
              String name = "n" + seed + "_" + step;
              tx.put(plants, Row.of(nr, name), null);
              now.put(nr, name);
            }
          }
          assertThat(rows(tx.view(), plants)).as("seed %s step %s", seed, step).isEqualTo(now);
        }
        tx.commit();
        assertThat(rows(db.view(), plants)).isEqualTo(now);
      }
    }
  }
}
