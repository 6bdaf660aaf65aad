package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ewig.engine.LogKind;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.scan.KeyRange;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a planner is told is near what is there, in memory and in runs. */
class EstimatesTest {

  private static final int IN_MEMORY = 64 << 20;
  private static final int IN_RUNS = 100_000;

  private final Table plants =
      new TableBuilder(new UUID(7, 1), "public", "plants")
          .notNull("area", Type.VARCHAR)
          .notNull("nr", Type.INTEGER)
          .column("kind", Type.INTEGER)
          .column("name", Type.VARCHAR)
          .primaryKey("area", "nr")
          .index("plants_kind", "kind", "name")
          .unique("plants_name", "name")
          .build();
  private TestDatabase db = TestDatabase.inMemory();

  @AfterEach
  void close() {
    db.close();
  }

  private void open(int memoryBytes) {
    db.close();
    db = new TestDatabase(LogKind.PLAIN, memoryBytes, Durability.NONE, new Randoms(2));
    try (Transaction tx = db.begin("main")) {
      tx.create(plants);
      tx.commit();
    }
  }

  private void change(String branch, int from, int to, IntFunction<Row> row) {
    for (int at = from; at < to; at += 1_000) {
      db.tick(1_000);
      try (Transaction tx = db.begin(branch)) {
        for (int i = at; i < Math.min(to, at + 1_000); i++) {
          tx.put(plants, row.apply(i), null);
        }
        tx.commit();
      }
      while (db.state().step()) {
        db.tick(1);
      }
    }
  }

  private static Row plant(int i) {
    return Row.of("area" + i % 7, i, i % 40, "name" + i);
  }

  private Index index(String name) {
    return plants.keys().stream().filter(key -> key.name().equals(name)).findFirst().orElseThrow();
  }

  private static void assertNear(long estimate, long exact, double part) {
    assertThat((double) estimate).isBetween(exact / (1 + part), exact * (1 + part));
  }

  @ParameterizedTest
  @ValueSource(ints = {IN_MEMORY, IN_RUNS})
  void fewRowsAreCounted(int memoryBytes) {
    open(memoryBytes);
    assertThat(db.view().estimates().rows(plants)).isZero();
    change("main", 0, 30, EstimatesTest::plant);
    assertThat(db.view().estimates().rows(plants)).isEqualTo(30);
    assertThat(db.view().estimates().values(plants, index("plants_kind"), 1)).isEqualTo(30);
    assertThat(db.view().estimates().values(plants, plants.primaryKey(), 1)).isEqualTo(7);
    assertThat(
            db.view()
                .estimates()
                .rows(plants, plants.primaryKey(), KeyRange.equalTo("area1").from(20)))
        .isEqualTo(2);
    assertThat(
            db.view()
                .estimates()
                .rows(plants, plants.primaryKey(), KeyRange.equalTo("area1").from(2).before(1)))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {IN_MEMORY, IN_RUNS})
  void updatesDeletionsAndOtherBranchesDoNotCount(int memoryBytes) {
    open(memoryBytes);
    change("main", 0, 6_000, EstimatesTest::plant);
    long before = db.nanos();
    assertNear(db.view().estimates().rows(plants), 6_000, 0.2);
    db.branches().create("dev", "main");
    change("dev", 6_000, 10_000, EstimatesTest::plant);
    change("main", 0, 3_000, i -> plant(i).with(2, 1 + i % 20));
    try (Transaction tx = db.begin("main")) {
      for (int i = 3_000; i < 4_500; i++) {
        tx.delete(plants, List.of("area" + i % 7, i), null);
      }
      assertNear(tx.view().estimates().rows(plants), 4_500, 0.25);
      tx.commit();
    }
    assertNear(db.view().estimates().rows(plants), 4_500, 0.25);
    assertNear(db.view("dev", When.NOW).estimates().rows(plants), 10_000, 0.25);
    View past = db.view("main", new When.At(SystemNanos.toInstant(before)));
    assertNear(past.estimates().rows(plants), 6_000, 0.2);
    assertThat(db.view().validAt(SystemNanos.toInstant(0)).estimates().rows(plants)).isZero();
    assertNear(
        db.view().estimates().rows(plants, plants.primaryKey(), KeyRange.equalTo("area3")),
        4_500 / 7,
        0.5);
    assertNear(db.view().estimates().values(plants, index("plants_kind"), 1), 40, 0.6);
    assertNear(db.view().estimates().values(plants, index("plants_kind"), 2), 4_500, 0.4);
    assertNear(db.view().estimates().values(plants, index("plants_name"), 1), 4_500, 0.4);
    assertNear(db.view().estimates().values(plants, plants.primaryKey(), 2), 4_500, 0.4);
    assertNear(db.view().estimates().values(plants, plants.primaryKey(), 1), 7, 0.6);
  }

  @ParameterizedTest
  @ValueSource(ints = {IN_MEMORY, IN_RUNS})
  void whatATransactionHasAddedCounts(int memoryBytes) {
    open(memoryBytes);
    change("main", 0, 1_000, EstimatesTest::plant);
    try (Transaction tx = db.begin("main")) {
      for (int i = 500; i < 2_500; i++) {
        tx.put(plants, plant(i), null);
      }
      assertNear(tx.view().estimates().rows(plants), 2_500, 0.3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void columnsThatAnIndexDoesNotHaveAreRefused(int columns) {
    open(IN_MEMORY);
    UserException found =
        catchThrowableOfType(
            UserException.class,
            () -> db.view().estimates().values(plants, index("plants_kind"), columns));
    assertThat(found.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(found).hasMessageContaining("plants_kind");
  }
}
