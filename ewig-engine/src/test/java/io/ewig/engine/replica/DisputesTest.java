package io.ewig.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.erasure.Reason;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Progress;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules across rows when two replicas meet: the same winner on both, and the other one held. */
class DisputesTest {

  static final Table PEOPLE =
      new TableBuilder(new UUID(1, 1), "public", "people")
          .notNull("id", Type.BIGINT)
          .column("mail", Type.VARCHAR)
          .column("age", Type.BIGINT)
          .primaryKey("id")
          .unique("people_mail", "mail")
          .build();

  private static final Table NOTES =
      new TableBuilder(new UUID(1, 8), "public", "notes")
          .notNull("id", Type.BIGINT)
          .column("name", Type.VARCHAR)
          .column("text", Type.VARCHAR)
          .primaryKey("id")
          .unique("notes_name", "name")
          .build();

  private static final Alteration BY_TEXT =
      new Alteration.AddKey("by_text", List.of("text"), Index.Role.INDEX);

  private static final String LONG = "x".repeat(5_000);

  private final AtomicLong nanos =
      new AtomicLong(Instant.parse("2030-01-01T00:00:00Z").getEpochSecond() * 1_000_000_000L);
  private Ewig here;
  private Ewig there;

  @BeforeEach
  void open() {
    here = opened();
    there = opened();
    write(here, transaction -> transaction.create(PEOPLE));
    meet();
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  private Ewig opened() {
    return Ewig.open(Path.of("memory"), clocked().withLog(LogKind.MEMORY));
  }

  private Config clocked() {
    return Config.defaults().withClock(() -> nanos.addAndGet(1_000_000));
  }

  private static void write(Ewig db, Consumer<Transaction> work) {
    try (Transaction transaction = db.begin("main")) {
      work.accept(transaction);
      transaction.commit();
    }
  }

  private static void insert(Ewig db, Object... values) {
    write(db, transaction -> transaction.insert(PEOPLE, Row.of(values), null));
  }

  private static void delete(Ewig db, long id) {
    write(db, transaction -> transaction.delete(PEOPLE, List.of(id), null));
  }

  private void meet() {
    Exchange.both(here, there);
    assertThat(here.replica().root()).isEqualTo(there.replica().root());
    assertThat(here.disputes().ever("main")).isEqualTo(there.disputes().ever("main"));
  }

  private static List<MergeConflict> conflicts(Ewig db) {
    return db.disputes().of("main");
  }

  private static List<Long> ids(Ewig db) {
    List<Long> ids = new ArrayList<>();
    var rows = db.view().scan(PEOPLE);
    while (rows.next()) {
      ids.add((Long) rows.row().get(0));
    }
    return ids;
  }

  /** Each is within what a row may have, and both together are not. */
  @Test
  void ofTwoChangesThatMakeARowTooLongTogetherTheFirstHoldsAndTheOtherWaits() {
    Table letters =
        new TableBuilder(new UUID(1, 7), "public", "letters")
            .notNull("id", Type.BIGINT)
            .column("one", Type.VARCHAR)
            .column("other", Type.VARCHAR)
            .primaryKey("id")
            .build();
    String most = "x".repeat(9 << 20);
    write(here, transaction -> transaction.create(letters));
    write(here, transaction -> transaction.insert(letters, Row.of(1L, "", ""), null));
    meet();
    write(
        here,
        transaction -> transaction.update(letters, List.of(1L), row -> row.with(1, most), null));
    for (String first : List.of("a", "b", "c")) { // more than is listed
      UnaryOperator<Row> change = row -> row.with(2, first + most);
      write(there, transaction -> transaction.update(letters, List.of(1L), change, null));
    }
    meet();
    assertThat(here.view().get(letters, 1L)).isEqualTo(Row.of(1L, most, ""));
    assertThat(conflicts(here)).hasSize(1);
    MergeConflict conflict = conflicts(here).get(0);
    assertThat(conflict.what()).contains("row length");
    assertThat(conflict.theirs()).isEqualTo(Row.of(1L, "", "c" + most));
    here.disputes().settle("main", conflict.id(), Resolution.Take.THEIRS, "ann");
    meet();
    assertThat(there.view().get(letters, 1L)).isEqualTo(Row.of(1L, "", "c" + most));
    assertThat(conflicts(there)).isEmpty();
  }

  /** Which has the number of the event that brought it, and of its end as well. */
  @Test
  void howLongARowHoldsThatAnotherOneEndsIsSaidAlike() {
    ValidPeriod later = ValidPeriod.from(Instant.parse("2100-01-01T00:00:00Z"));
    write(there, transaction -> transaction.insert(PEOPLE, Row.of(2L, "a@b", 30L), later));
    insert(here, 1L, "a@b", 40L);
    meet();
    assertThat(held(here)).isEqualTo(held(there));
    assertThat(held(here).to()).isEqualTo(Instant.parse("2100-01-01T00:00:00Z"));
  }

  private static ValidPeriod held(Ewig db) {
    var rows = db.view().scan(PEOPLE);
    assertThat(rows.next()).isTrue();
    return rows.valid();
  }

  @Test
  void aRowThatIsTooLongForAnIndexMadeMeanwhileWaits() {
    write(here, transaction -> transaction.create(NOTES));
    write(here, transaction -> transaction.insert(NOTES, Row.of(1L, "a", "short"), null));
    meet();
    write(here, transaction -> transaction.alter(NOTES, BY_TEXT));
    write(there, transaction -> transaction.insert(NOTES, Row.of(2L, "b", LONG), null));
    UnaryOperator<Row> change = row -> row.with(1, "c");
    write(there, transaction -> transaction.update(NOTES, List.of(1L), change, null));
    meet();
    Table now = now(there, NOTES);
    assertThat(there.view().get(now, 1L)).isEqualTo(Row.of(1L, "c", "short"));
    assertThat(there.view().get(now, 2L)).isNull();
    assertThat(conflicts(there).get(0).what()).contains("'by_text'").contains("4000");
    write(there, transaction -> transaction.alter(now, new Alteration.DropConstraint("by_text")));
    meet();
    assertThat(here.view().get(now(here, NOTES), 2L)).isEqualTo(Row.of(2L, "b", LONG));
  }

  /** It is in no index, so its length is met when one is made. */
  @Test
  void aHeldRowThatIsTooLongForANewIndexIsHeldByThat() {
    write(here, transaction -> transaction.create(NOTES));
    meet();
    write(there, transaction -> transaction.insert(NOTES, Row.of(2L, "n", "short"), null));
    write(here, transaction -> transaction.insert(NOTES, Row.of(1L, "n", LONG), null));
    meet();
    write(here, transaction -> transaction.alter(NOTES, BY_TEXT));
    meet();
    Table now = now(there, NOTES);
    write(there, transaction -> transaction.delete(now, List.of(2L), null));
    meet();
    assertThat(there.view().get(now, 1L)).isNull();
    assertThat(conflicts(here).get(0).what()).contains("'by_text'");
  }

  private static Table now(Ewig db, Table table) {
    return db.view().catalog().find(table.id()).orElseThrow();
  }

  @Test
  void ofTwoRowsThatClaimOneKeyTheFirstHoldsAndTheOtherWaits() {
    insert(here, 1L, "a@x", 30L);
    insert(there, 2L, "a@x", 40L);
    meet();
    assertThat(ids(here)).containsExactly(1L);
    assertThat(ids(there)).containsExactly(1L);
    MergeConflict conflict = conflicts(here).get(0);
    assertThat(conflict.theirs()).isEqualTo(Row.of(2L, "a@x", 40L));
    assertThat(conflict.ours()).isEqualTo(Row.of(1L, "a@x", 30L));
    assertThat(conflict.what()).contains("people_mail");
  }

  @Test
  void whatAWinnerDoesOtherwiseDoesNotCostItTheKey() {
    insert(here, 1L, "a@x", 30L);
    insert(there, 2L, "a@x", 40L);
    meet();
    write(here, transaction -> change(transaction, 1, row -> row.with(2, 31L)));
    write(there, transaction -> change(transaction, 1, row -> row.with(2, 32L)));
    meet();
    assertThat(ids(here)).containsExactly(1L);
  }

  private static void change(Transaction transaction, long id, UnaryOperator<Row> change) {
    transaction.update(PEOPLE, List.of(id), change, null);
  }

  @Test
  void whoTookAKeyOverIsHeldAsWell() {
    insert(here, 1L, "a@x", 30L);
    insert(there, 2L, "a@x", 40L);
    try (Ewig third = opened()) {
      Exchange.pull(there, third); // as there was before
      delete(third, 2);
      insert(third, 3L, "a@x", 50L);
      Exchange.both(third, here);
      assertThat(ids(here)).containsExactly(1L);
      delete(here, 1);
      assertThat(ids(here)).containsExactly(3L);
    }
  }

  @Test
  void whoMayNotHaveAKeyIsRefusedEvenIfTheWinnerGoes() {
    insert(here, 1L, "a@x", 30L);
    insert(there, 2L, "a@x", 40L);
    meet();
    assertThatThrownBy(
            () ->
                write(
                    here,
                    transaction -> {
                      transaction.delete(PEOPLE, List.of(1L), null);
                      transaction.insert(PEOPLE, Row.of(3L, "a@x", 1L), null);
                    }))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("ewig.conflicts");
    insert(here, 2L, "b@x", 1L); // its own key is free
    meet();
    assertThat(ids(there)).containsExactly(1L, 2L);
    assertThat(conflicts(there)).isEmpty();
  }

  @Test
  void whatIsHeldIsThereAfterReopeningAndTheSameAfterARebuild(@TempDir Path folder) {
    Hash root;
    List<MergeConflict> conflicts;
    try (Ewig db = Ewig.open(folder, clocked())) {
      Exchange.pull(here, db);
      insert(here, 1L, "a@x", 30L);
      insert(there, 2L, "a@x", 40L);
      meet();
      Exchange.pull(here, db);
      root = db.replica().root();
      conflicts = db.disputes().ever("main");
      assertThat(root).isEqualTo(here.replica().root());
      assertThat(conflicts).isEqualTo(here.disputes().ever("main")).hasSize(1);
    }
    try (Ewig db = Ewig.open(folder, clocked())) {
      assertThat(db.replica().root()).isEqualTo(root);
      assertThat(db.disputes().ever("main")).isEqualTo(conflicts);
      assertThat(db.state().verify(Progress.SILENT).findings()).isEmpty();
    }
  }

  @Test
  void whoErasesARowErasesNothingOfItsRivals(@TempDir Path folder) {
    try (Ewig db = Ewig.open(folder, clocked())) {
      Exchange.pull(here, db);
      insert(here, 1L, "a@x", 30L);
      insert(there, 2L, "a@x", 40L);
      Exchange.both(there, here);
      Exchange.pull(there, db);
      Exchange.pull(here, db);
      assertThat(ids(db)).containsExactly(1L);
      Reason reason = new Reason("request", "");
      assertThat(db.erasures().rows(PEOPLE, row -> row.get(0).equals(1L), reason)).isEqualTo(1);
      assertThat(ids(db)).containsExactly(2L);
      assertThat(db.disputes().ever("main")).isEmpty();
      assertThat(db.state().verify(Progress.SILENT).findings()).isEmpty();
    }
  }

  @Test
  void aHeldRowThatIsDeletedIsGone() {
    insert(here, 1L, "a@x", 30L);
    insert(there, 2L, "a@x", 40L);
    meet();
    MergeConflict conflict = conflicts(there).get(0);
    there.disputes().settle("main", conflict.id(), Resolution.Take.OURS, "ann");
    delete(there, 1);
    meet();
    assertThat(ids(here)).isEmpty();
    assertThat(conflicts(here)).isEmpty();
    assertThatThrownBy(() -> here.disputes().settle("main", "none", Resolution.Take.OURS, "ann"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("none");
  }

  @Test
  void whatWasSeenBeforeAMeetingStaysAsItWas() {
    insert(here, 5L, "c@x", 1L);
    insert(there, 2L, "a@x", 40L);
    long before = there.head().size();
    insert(here, 1L, "d@x", 30L);
    write(here, transaction -> change(transaction, 5, row -> row.with(1, "a@x")));
    meet();
    View then = there.view("main", new When.AfterEvent(before - 1));
    assertThat(then.get(PEOPLE, 2L)).isEqualTo(Row.of(2L, "a@x", 40L));
    assertThat(ids(there)).containsExactly(1L, 2L);
  }

  @Test
  void whoWaitsIsBackWhenTheWinnerGivesWay() {
    insert(here, 1L, "a@x", 30L);
    insert(there, 2L, "a@x", 40L);
    meet();
    delete(there, 1);
    assertThat(ids(there)).containsExactly(2L);
    meet();
    assertThat(ids(here)).containsExactly(2L);
    assertThat(conflicts(here)).isEmpty();
  }
}
