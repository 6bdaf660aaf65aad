package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.ReferentialAction;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to rows that refer to others. */
class ForeignKeyTest {

  private final TestDatabase db = TestDatabase.inMemory();
  private int ids;

  private final Table beds =
      new TableBuilder(new UUID(5, 1), "public", "beds")
          .notNull("id", Type.BIGINT)
          .column("name", Type.VARCHAR)
          .primaryKey("id")
          .unique("beds_name", "name")
          .build();

  @AfterEach
  void close() {
    db.close();
  }

  private Table plants(ReferentialAction onDelete, ReferentialAction onUpdate) {
    return new TableBuilder(new UUID(6, ++ids), "public", "plants" + ids)
        .notNull("id", Type.BIGINT)
        .column("bed", Type.INTEGER, new Default.Constant(9), true)
        .primaryKey("id")
        .foreignKey("plants_bed", List.of("bed"), beds, List.of("id"), onDelete, onUpdate)
        .build();
  }

  /** Beds 1, 2 and 9; plant 1 stands in bed 1. */
  private Table planted(ReferentialAction onDelete, ReferentialAction onUpdate) {
    Table plants = plants(onDelete, onUpdate);
    try (Transaction tx = db.begin("main")) {
      tx.create(beds);
      tx.create(plants);
      for (long id : new long[] {1, 2, 9}) {
        tx.insert(beds, Map.of("id", id, "name", "bed " + id));
      }
      tx.insert(plants, Map.of("id", 1L, "bed", 1));
      tx.commit();
    }
    return plants;
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable what, String... words) {
    EwigException found = catchThrowableOfType(EwigException.class, what);
    assertThat(found).isNotNull();
    assertThat(found.code()).isEqualTo(code);
    assertThat(found.getMessage()).contains(words);
  }

  private void delete(long bed) {
    try (Transaction tx = db.begin("main")) {
      tx.delete(beds, List.of(bed), null);
      tx.commit();
    }
  }

  private void renumber(long bed, long to) {
    try (Transaction tx = db.begin("main")) {
      tx.update(beds, List.of(bed), row -> row.with(0, to), null);
      tx.commit();
    }
  }

  private List<Row> rows(Table table) {
    List<Row> rows = new ArrayList<>();
    RowCursor cursor = db.view().scan(db.view().table(table.schema(), table.name()));
    while (cursor.next()) {
      rows.add(cursor.row());
    }
    return rows;
  }

  @Test
  void aDeletionGoesDownAChainOfAnyLength() {
    UUID id = new UUID(5, 3);
    Table first = new TableBuilder(id, "public", "links").notNull("id", Type.BIGINT).build();
    Table links =
        new TableBuilder(id, "public", "links")
            .notNull("id", Type.BIGINT)
            .column("before", Type.BIGINT)
            .primaryKey("id")
            .index("links_before", "before")
            .foreignKey(
                "links_links",
                List.of("before"),
                first,
                List.of("id"),
                ReferentialAction.CASCADE,
                ReferentialAction.CASCADE)
            .build();
    try (Transaction tx = db.begin("main")) {
      tx.create(links);
      tx.insert(links, Row.of(0L, null), null);
      for (long i = 1; i <= 5_000; i++) {
        tx.insert(links, Row.of(i, i - 1), null);
      }
      tx.delete(links, List.of(2L), null);
      tx.commit();
    }
    assertThat(rows(links)).containsExactly(Row.of(0L, null), Row.of(1L, 0L));
  }

  @Test
  void aRowWithoutItsParentIsRefused() {
    Table plants = planted(ReferentialAction.NO_ACTION, ReferentialAction.NO_ACTION);
    try (Transaction tx = db.begin("main")) {
      tx.insert(plants, Map.of("id", 2L, "bed", 7));
      assertRefused(
          ErrorCode.FOREIGN_KEY_VIOLATED, tx::commit, "bed = 7", "plants_bed", "insert that first");
    }
    try (Transaction tx = db.begin("main")) { // later in the same statement is early enough
      tx.insert(plants, Map.of("id", 2L, "bed", 7));
      tx.insert(beds, Map.of("id", 7L, "name", "new"));
      Map<String, Object> nowhere = new HashMap<>(Map.of("id", 3L));
      nowhere.put("bed", null);
      tx.insert(plants, nowhere);
      tx.commit();
    }
    assertThat(rows(plants)).contains(Row.of(2L, 7), Row.of(3L, null));
  }

  @Test
  void restrictRefusesAtOnceAndLeavesNothingBehind() {
    Table plants = planted(ReferentialAction.RESTRICT, ReferentialAction.RESTRICT);
    try (Transaction tx = db.begin("main")) {
      assertRefused(
          ErrorCode.FOREIGN_KEY_VIOLATED,
          () -> tx.delete(beds, List.of(1L), null),
          plants.toString(),
          "id = 1",
          "change or delete that row first");
      assertRefused(
          ErrorCode.FOREIGN_KEY_VIOLATED,
          () -> tx.update(beds, List.of(1L), row -> row.with(0, 5L), null),
          "id = 1");
      assertThat(tx.isEmpty()).isTrue();
      assertThat(tx.view().get(beds, 1L)).isNotNull();
      tx.delete(beds, List.of(2L), null);
      tx.commit();
    }
    assertThat(rows(beds)).hasSize(2);
  }

  @Test
  void noActionWaitsForTheEndOfTheStatement() {
    Table plants = planted(ReferentialAction.NO_ACTION, ReferentialAction.NO_ACTION);
    assertRefused(ErrorCode.FOREIGN_KEY_VIOLATED, () -> delete(1), "id = 1");
    assertRefused(ErrorCode.FOREIGN_KEY_VIOLATED, () -> renumber(1, 4), "id = 1");
    try (Transaction tx = db.begin("main")) {
      tx.delete(beds, List.of(1L), null);
      tx.delete(plants, List.of(1L), null);
      tx.commit();
    }
    assertThat(rows(plants)).isEmpty();
  }

  @Test
  void cascadeTakesChildrenAlong() {
    Table plants = planted(ReferentialAction.CASCADE, ReferentialAction.CASCADE);
    renumber(1, 5);
    assertThat(rows(plants)).containsExactly(Row.of(1L, 5));
    delete(5);
    assertThat(rows(plants)).isEmpty();
  }

  @Test
  void cascadeGoesOnFromChildToChild() {
    Table plants = planted(ReferentialAction.CASCADE, ReferentialAction.CASCADE);
    Table leaves =
        new TableBuilder(new UUID(7, 1), "public", "leaves")
            .notNull("id", Type.BIGINT)
            .column("plant", Type.BIGINT)
            .primaryKey("id")
            .foreignKey(
                "leaves_plant",
                List.of("plant"),
                plants,
                List.of("id"),
                ReferentialAction.CASCADE,
                ReferentialAction.CASCADE)
            .build();
    try (Transaction tx = db.begin("main")) {
      tx.create(leaves);
      tx.insert(leaves, Map.of("id", 1L, "plant", 1L));
      tx.insert(leaves, Map.of("id", 2L, "plant", 1L));
      tx.commit();
    }
    delete(1);
    assertThat(rows(leaves)).isEmpty();
    assertThat(db.view("main", new When.AfterEvent(db.log().head().size() - 5)).get(leaves, 1L))
        .isNotNull();
  }

  @Test
  void setNullAndSetDefaultLetChildrenStay() {
    Table plants = planted(ReferentialAction.SET_NULL, ReferentialAction.SET_DEFAULT);
    renumber(1, 5);
    assertThat(rows(plants)).containsExactly(Row.of(1L, 9));
    delete(9);
    assertThat(rows(plants)).containsExactly(Row.of(1L, null));
  }

  @Test
  void aDefaultWithoutAParentIsRefused() {
    planted(ReferentialAction.SET_DEFAULT, ReferentialAction.NO_ACTION);
    delete(9);
    assertRefused(ErrorCode.FOREIGN_KEY_VIOLATED, () -> delete(1), "bed = 9");
  }

  @Test
  void aTableMayReferToItself() {
    Table staff =
        new TableBuilder(new UUID(8, 1), "public", "staff")
            .notNull("id", Type.BIGINT)
            .column("boss", Type.BIGINT)
            .primaryKey("id")
            .selfReference(
                "staff_boss",
                List.of("boss"),
                List.of("id"),
                ReferentialAction.CASCADE,
                ReferentialAction.CASCADE)
            .build();
    try (Transaction tx = db.begin("main")) {
      tx.create(staff);
      tx.insert(staff, Map.of("id", 1L, "boss", 1L));
      tx.insert(staff, Map.of("id", 2L, "boss", 1L));
      tx.insert(staff, Map.of("id", 3L, "boss", 2L));
      tx.commit();
    }
    try (Transaction tx = db.begin("main")) {
      tx.delete(staff, List.of(2L), null);
      tx.commit();
    }
    assertThat(rows(staff)).containsExactly(Row.of(1L, 1L));
    try (Transaction tx = db.begin("main")) {
      tx.delete(staff, List.of(1L), null);
      tx.commit();
    }
    assertThat(rows(staff)).isEmpty();
  }

  @Test
  void aKeyMayBeReferredToInAnotherOrder() {
    Table spots =
        new TableBuilder(new UUID(8, 2), "public", "spots")
            .notNull("x", Type.INTEGER)
            .notNull("y", Type.INTEGER)
            .primaryKey("x", "y")
            .build();
    Table marks =
        new TableBuilder(new UUID(8, 3), "public", "marks")
            .notNull("id", Type.BIGINT)
            .column("my", Type.INTEGER)
            .column("mx", Type.INTEGER)
            .primaryKey("id")
            .foreignKey(
                "marks_spot",
                List.of("my", "mx"),
                spots,
                List.of("y", "x"),
                ReferentialAction.RESTRICT,
                ReferentialAction.CASCADE)
            .build();
    try (Transaction tx = db.begin("main")) {
      tx.create(spots);
      tx.create(marks);
      tx.insert(spots, Map.of("x", 1, "y", 2));
      tx.insert(marks, Map.of("id", 1L, "mx", 1, "my", 2));
      tx.commit();
    }
    try (Transaction tx = db.begin("main")) {
      tx.insert(marks, Map.of("id", 2L, "mx", 2, "my", 1));
      assertRefused(ErrorCode.FOREIGN_KEY_VIOLATED, tx::commit, "my = 1, mx = 2");
    }
    try (Transaction tx = db.begin("main")) {
      tx.update(spots, List.of(1, 2), row -> row.with(0, 7), null);
      tx.commit();
    }
    assertThat(rows(marks)).containsExactly(Row.of(1L, 2, 7));
  }

  @Test
  void aParentThatIsDeletedMeanwhileIsAConflictForTheChild() {
    Table plants = planted(ReferentialAction.NO_ACTION, ReferentialAction.NO_ACTION);
    Transaction child = db.begin("main");
    child.insert(plants, Map.of("id", 2L, "bed", 2));
    delete(2);
    assertRefused(ErrorCode.WRITE_CONFLICT, child::commit, "begin again", "bed = 2");
    Transaction parent = db.begin("main");
    parent.delete(beds, List.of(9L), null);
    try (Transaction tx = db.begin("main")) {
      tx.insert(plants, Map.of("id", 3L, "bed", 9));
      tx.commit();
    }
    assertRefused(ErrorCode.WRITE_CONFLICT, parent::commit, "begin again", "id = 9");
  }

  @Test
  void whatIsReferredToCanNotBeDropped() {
    Table plants = planted(ReferentialAction.NO_ACTION, ReferentialAction.NO_ACTION);
    try (Transaction tx = db.begin("main")) {
      assertRefused(ErrorCode.STILL_NEEDED, () -> tx.drop(beds), "plants_bed", "drop that");
    }
    Transaction drop = db.begin("main");
    drop.drop(plants);
    drop.drop(beds);
    Table more = plants(ReferentialAction.NO_ACTION, ReferentialAction.NO_ACTION);
    try (Transaction tx = db.begin("main")) {
      tx.create(more);
      tx.commit();
    }
    assertRefused(ErrorCode.WRITE_CONFLICT, drop::commit, more.toString());
  }

  @Test
  void aForeignKeyToNoTableIsRefused() {
    Table plants = plants(ReferentialAction.NO_ACTION, ReferentialAction.NO_ACTION);
    try (Transaction tx = db.begin("main")) {
      assertRefused(
          ErrorCode.INVALID_FOREIGN_KEY, () -> tx.create(plants), "plants_bed", "create that");
      assertThat(tx.isEmpty()).isTrue();
    }
  }

  @Test
  void aConstraintThatRowsCommittedMeanwhileBreakIsAConflict() {
    planted(ReferentialAction.NO_ACTION, ReferentialAction.NO_ACTION);
    Transaction alter = db.begin("main");
    alter.alter(beds, new Alteration.DropConstraint("beds_name"));
    alter.commit();
    Table free = db.view().table("public", "beds");
    Transaction unique = db.begin("main");
    unique.alter(
        free, new Alteration.AddKey("again", List.of("name"), Index.Role.UNIQUE_CONSTRAINT));
    try (Transaction tx = db.begin("main")) {
      tx.insert(free, Map.of("id", 3L, "name", "bed 2"));
      tx.commit();
    }
    assertRefused(ErrorCode.WRITE_CONFLICT, unique::commit, "name = bed 2", "'again'");
  }
}
