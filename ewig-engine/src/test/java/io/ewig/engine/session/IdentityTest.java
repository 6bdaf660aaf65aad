package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ewig.engine.catalog.Sequence;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.log.Durability;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Type;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Numbers and other values that columns get by themselves. */
class IdentityTest {

  private final TestDatabase db = TestDatabase.onDisk(Durability.NONE);

  @AfterEach
  void close() {
    db.close();
  }

  private Table numbered(Type type, boolean always, long start, long step) {
    Table table =
        new TableBuilder(new UUID(2, 1), "public", "notes")
            .column("id", type, new Default.Identity(always, start, step), false)
            .column("text", Type.VARCHAR, new Default.Constant("none"), true)
            .primaryKey("id")
            .build();
    try (Transaction tx = db.begin("main")) {
      tx.create(table);
      tx.commit();
    }
    return table;
  }

  private Object insert(String branch, Table table, Map<String, Object> values) {
    try (Transaction tx = db.begin(branch)) {
      Object id = tx.insert(table, values).get(0);
      tx.commit();
      return id;
    }
  }

  private Object insert(Table table) {
    return insert("main", table, Map.of());
  }

  @Test
  void numbersAreGivenOnceOnAllBranchesAndAfterReopening() {
    Table notes = numbered(Type.BIGINT, false, 10, 5);
    assertThat(insert(notes)).isEqualTo(10L);
    db.branches().create("dev", "main");
    assertThat(insert("dev", notes, Map.of())).isEqualTo(15L);
    assertThat(insert(notes)).isEqualTo(20L);
    try (Transaction tx = db.begin("main")) {
      assertThat(tx.insert(notes, Map.of()).get(0)).isEqualTo(25L); // and taken back
    }
    assertThat(insert("dev", notes, Map.of())).isEqualTo(30L);
    db.reopen();
    assertThat(insert(notes)).isEqualTo(35L);
    db.rebuild();
    assertThat(insert("dev", notes, Map.of())).isEqualTo(40L);
    assertThat(db.view().get(notes, 10L).get(1)).isEqualTo("none");
  }

  @Test
  void aNumberThatAUserChoseIsLeftOutAlsoAfterReopening() {
    Table notes = numbered(Type.BIGINT, false, 1, 1);
    assertThat(insert("main", notes, Map.of("id", 100))).isEqualTo(100L);
    assertThat(insert("main", notes, Map.of("id", 5))).isEqualTo(5L);
    db.reopen();
    assertThat(insert(notes)).isEqualTo(101L);
  }

  @Test
  void countingGoesOnFurtherOffWhenItsStartIsMoved() {
    Table notes = numbered(Type.BIGINT, false, 1, 1);
    assertThat(insert(notes)).isEqualTo(1L);
    try (Transaction tx = db.begin("main")) {
      assertThat(tx.upcoming(notes, notes.column("id"))).isEqualTo(2);
      notes =
          tx.alter(notes, new Alteration.SetDefault("id", new Default.Identity(false, 100, 10)));
      assertThat(tx.upcoming(notes, notes.column("id"))).isEqualTo(100);
      tx.commit();
    }
    assertThat(insert(notes)).isEqualTo(100L);
    db.reopen();
    assertThat(insert(notes)).isEqualTo(110L);
  }

  @Test
  void numbersMayGoDown() {
    Table notes = numbered(Type.INTEGER, false, -1, -1);
    assertThat(insert(notes)).isEqualTo(-1);
    assertThat(insert("main", notes, Map.of("id", 50))).isEqualTo(50);
    db.reopen();
    assertThat(insert(notes)).isEqualTo(-2);
  }

  @Test
  void aColumnThatIsAlwaysNumberedTakesNoOther() {
    Table notes = numbered(Type.BIGINT, true, 1, 1);
    UserException found =
        catchThrowableOfType(UserException.class, () -> insert("main", notes, Map.of("id", 7L)));
    assertThat(found.code()).isEqualTo(ErrorCode.GENERATED_ALWAYS);
    assertThat(found).hasMessageContaining("'id'").hasMessageContaining("leave it out");
  }

  @Test
  void whoInsistsNumbersAColumnThatIsAlwaysNumbered() {
    Table notes = numbered(Type.BIGINT, true, 1, 1);
    try (Transaction tx = db.begin("main")) {
      tx.insert(notes, tx.completedAny(notes, Map.of("id", 7L)), null);
      tx.commit();
    }
    assertThat(insert(notes)).isEqualTo(8L);
  }

  @Test
  void aColumnCountsWithASequenceThatHasAName() {
    Sequence tickets = Sequence.of(new UUID(6, 1), "public", "tickets");
    Table notes = ofSequence("tickets");
    try (Transaction tx = db.begin("main")) {
      tx.create(tickets);
      tx.create(notes);
      tx.commit();
    }
    assertThat(insert(notes)).isEqualTo(1L);
    assertThat(insert("main", notes, Map.of("id", 100L))).isEqualTo(100L);
    assertThat(insert(notes)).isEqualTo(2L);
    db.reopen();
    assertThat((Long) insert(notes)).isGreaterThan(2L);
  }

  @Test
  void aSequenceThatIsGoneIsSaidToBeMissing() {
    Table notes = ofSequence("gone");
    try (Transaction tx = db.begin("main")) {
      tx.create(notes);
      tx.commit();
    }
    UserException found = catchThrowableOfType(UserException.class, () -> insert(notes));
    assertThat(found.code()).isEqualTo(ErrorCode.UNKNOWN_OBJECT);
    assertThat(found).hasMessageContaining("public.gone").hasMessageContaining("create it");
  }

  private static Table ofSequence(String name) {
    return new TableBuilder(new UUID(2, 2), "public", "counted")
        .column("id", Type.BIGINT, new Default.OfSequence("public", name), false)
        .primaryKey("id")
        .build();
  }

  @Test
  void behindTheLastNumberThereIsNone() {
    Table notes = numbered(Type.BIGINT, false, 1, 2);
    insert("main", notes, Map.of("id", Long.MAX_VALUE - 4));
    assertThat(insert(notes)).isEqualTo(Long.MAX_VALUE - 2);
    for (int i = 0; i < 2; i++) {
      UserException found = catchThrowableOfType(UserException.class, () -> insert(notes));
      assertThat(found.code()).isEqualTo(ErrorCode.SEQUENCE_EXHAUSTED);
      assertThat(found).hasMessageContaining("id").hasMessageContaining("RESTART");
      db.reopen();
    }
  }

  @Test
  void numbersThatDoNotFitAnyMoreAreRefused() {
    Table notes = numbered(Type.TINYINT, false, 127, 1);
    insert(notes);
    UserException found = catchThrowableOfType(UserException.class, () -> insert(notes));
    assertThat(found.code()).isEqualTo(ErrorCode.OUT_OF_RANGE);
    assertThat(found).hasMessageContaining("id").hasMessageContaining("128");
  }
}
