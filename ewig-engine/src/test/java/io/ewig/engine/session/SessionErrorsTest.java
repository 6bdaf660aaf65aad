package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.log.Durability;
import io.ewig.engine.merge.Differences;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Check;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a session refuses: with which code, and in words that say what, where, and what to do. */
class SessionErrorsTest {

  private static final World GARDEN = World.of("a://garden");

  private final TestDatabase db = TestDatabase.onDisk(Durability.NONE);
  private final Table plants =
      new TableBuilder(new UUID(4, 1), "public", "plants")
          .notNull("id", Type.BIGINT)
          .column("name", Type.VARCHAR)
          .column("height", Type.INTEGER)
          .primaryKey("id")
          .unique("plants_name", "name")
          .check("upward", "height > 0")
          .build();

  @BeforeEach
  void plant() {
    try (Transaction tx = db.begin("main")) {
      tx.create(plants);
      tx.insert(plants, plant(1, "rose", 40));
      tx.insert(plants, plant(2, "tulip", 20));
      tx.commit();
    }
  }

  @AfterEach
  void close() {
    db.close();
  }

  private static Map<String, Object> plant(long id, String name, int height) {
    return Map.of("id", id, "name", name, "height", height);
  }

  private static EventDraft event(World world) {
    byte[] payload = "{\"id\":\"a\"}".getBytes(StandardCharsets.UTF_8);
    return new EventDraft(world, EventType.of("StateChanged"), null, payload);
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable what, String... words) {
    EwigException found = catchThrowableOfType(EwigException.class, what);
    assertThat(found).isNotNull();
    assertThat(found.code()).isEqualTo(code);
    for (String word : words) {
      assertThat(found.getMessage()).contains(word);
    }
  }

  // ---- views

  @Test
  void anIdempotencyKeyIsNotEmpty() {
    try (Transaction tx = db.begin("main")) {
      assertThat(catchThrowableOfType(UserException.class, () -> tx.words().once("")))
          .hasMessageContaining("idempotency key is empty");
    }
  }

  @Test
  void whatIsNotThereIsNamed() {
    View view = db.view();
    assertRefused(ErrorCode.UNKNOWN_TABLE, () -> view.table("public", "x"), "public.x", "plants");
    assertRefused(ErrorCode.UNKNOWN_BRANCH, () -> db.view("x", When.NOW), "'x'", "create it");
    assertRefused(ErrorCode.UNKNOWN_OBJECT, () -> db.view("main", new When.AtTag("x")), "'x'");
    EventId none = EventId.parse("01KDVDNA000037VMHN2625RX43");
    assertRefused(
        ErrorCode.NOT_FOUND, () -> db.view("main", new When.AfterCommit(none)), none.toString());
  }

  @Test
  void aKeyThatIsTooLongIsRefusedWithItsNameAndColumns() {
    Table notes =
        new TableBuilder(UUID.randomUUID(), "public", "notes")
            .notNull("title", Type.VARCHAR)
            .column("text", Type.VARCHAR)
            .primaryKey("title")
            .index("by_text", "text")
            .build();
    try (Transaction tx = db.begin("main")) {
      tx.create(notes);
      String most = "x".repeat(5_000);
      assertRefused(
          ErrorCode.LIMIT_EXCEEDED,
          () -> tx.insert(notes, Row.of(most, "a"), null),
          "'title'",
          "public.notes",
          "4000");
      assertRefused(
          ErrorCode.LIMIT_EXCEEDED,
          () -> tx.insert(notes, Row.of("a", most), null),
          "'text'",
          "'by_text' of public.notes");
    }
  }

  @Test
  void keysThatDoNotFitAreRefused() {
    View view = db.view();
    Index name = plants.keys().get(1);
    assertRefused(ErrorCode.INVALID_ARGUMENT, () -> view.get(plants), "1 columns", "0 values");
    assertRefused(ErrorCode.INVALID_ARGUMENT, () -> view.get(plants, 1, 2), "2 values");
    assertRefused(ErrorCode.INVALID_VALUE, () -> view.get(plants, true), "id");
    assertRefused(
        ErrorCode.NULL_NOT_ALLOWED, () -> view.get(plants, Collections.singletonList(null).get(0)));
    assertRefused(
        ErrorCode.INVALID_ARGUMENT,
        () -> view.scan(plants, List.of(1, 2), false),
        "plants_pkey",
        "2 values");
    assertRefused(ErrorCode.INVALID_VALUE, () -> view.scan(plants, List.of(true), false), "id");
    assertRefused(
        ErrorCode.INVALID_ARGUMENT, () -> view.lookup(plants, name, List.of("a", "b")), "name");
    Index other = new Index(9, "other", List.of(1), Index.Role.INDEX);
    assertRefused(ErrorCode.UNKNOWN_OBJECT, () -> view.lookup(plants, other, List.of()), "'other'");
    assertThat(view.get(plants, 1)).as("a number of another width is the same").isNotNull();
  }

  // ---- transactions

  @Test
  void afterTheEndNothingGoesOn() {
    Transaction tx = db.begin("main");
    Savepoint start = tx.savepoint("start");
    tx.close();
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            tx::view,
            tx::commit,
            tx::endStatement,
            () -> tx.savepoint("x"),
            () -> tx.rollbackTo(start),
            () -> tx.create(plants),
            () -> tx.alter(plants, new Alteration.SetComment("")),
            () -> tx.drop(plants),
            () -> tx.insert(plants, plant(3, "fern", 1)),
            () -> tx.put(plants, Row.of(3L, "fern", 1), null),
            () -> tx.update(plants, List.of(1L), row -> row, null),
            () -> tx.delete(plants, List.of(1L), null),
            () -> tx.append(event(GARDEN)))) {
      assertRefused(ErrorCode.TRANSACTION_OVER, call, "begin another");
    }
  }

  @Test
  void aSavepointLeftBehindOrOfAnotherIsRefused() {
    try (Transaction tx = db.begin("main");
        Transaction other = db.begin("main")) {
      Savepoint start = tx.savepoint("start");
      tx.insert(plants, plant(3, "fern", 1));
      Savepoint later = tx.savepoint("later");
      tx.rollbackTo(start);
      assertRefused(ErrorCode.UNKNOWN_SAVEPOINT, () -> tx.rollbackTo(later), "'later'");
      assertRefused(ErrorCode.UNKNOWN_SAVEPOINT, () -> other.rollbackTo(start), "'start'");
    }
  }

  @Test
  void tablesThatDoNotFitAreRefused() {
    try (Transaction tx = db.begin("main")) {
      Table same =
          new TableBuilder(new UUID(4, 2), "public", "plants").column("x", Type.INTEGER).build();
      assertRefused(ErrorCode.DUPLICATE_TABLE, () -> tx.create(same), "public.plants", "already");
      Table other =
          new TableBuilder(new UUID(4, 3), "public", "other").column("x", Type.INTEGER).build();
      assertRefused(ErrorCode.UNKNOWN_TABLE, () -> tx.drop(other), "public.other", "main");
      tx.create(other);
      Alteration rename = new Alteration.RenameTable("public", "plants");
      assertRefused(ErrorCode.DUPLICATE_TABLE, () -> tx.alter(other, rename), "public.plants");
      Table altered = tx.alter(plants, new Alteration.SetComment("green"));
      assertRefused(
          ErrorCode.UNKNOWN_TABLE,
          () -> tx.insert(plants, plant(3, "fern", 1)),
          "version 2",
          "look it up again");
      assertRefused(
          ErrorCode.SYNTAX_ERROR,
          () -> tx.alter(altered, new Alteration.AddCheck(new Check("c", "("))));
    }
  }

  @Test
  void aDefinitionThatRowsBreakIsTakenBack() {
    try (Transaction tx = db.begin("main")) {
      Alteration tall = new Alteration.AddCheck(new Check("tall", "height > 30"));
      assertRefused(ErrorCode.CHECK_VIOLATED, () -> tx.alter(plants, tall), "tall");
      assertThat(tx.isEmpty()).isTrue();
      assertThat(tx.view().table("public", "plants")).isEqualTo(plants);
      tx.insert(plants, plant(3, "fern", 1));
      tx.commit();
    }
  }

  @Test
  void rowsThatDoNotFitAreRefusedAtOnce() {
    try (Transaction tx = db.begin("main")) {
      assertRefused(
          ErrorCode.UNKNOWN_COLUMN, () -> tx.insert(plants, Map.of("x", 1)), "'x'", "height");
      assertRefused(
          ErrorCode.NULL_NOT_ALLOWED, () -> tx.insert(plants, Map.of("name", "x")), "'id'");
      assertRefused(
          ErrorCode.DUPLICATE_KEY, () -> tx.insert(plants, plant(1, "x", 1)), "id = 1", "change");
      assertRefused(ErrorCode.CHECK_VIOLATED, () -> tx.insert(plants, plant(3, "x", 0)), "upward");
      assertRefused(
          ErrorCode.CHECK_VIOLATED,
          () -> tx.update(plants, List.of(1L), row -> row.with(2, -1), null));
      assertRefused(
          ErrorCode.DUPLICATE_KEY,
          () -> tx.update(plants, List.of(1L), row -> row.with(0, 2L), null),
          "id = 2");
      assertRefused(
          ErrorCode.INVALID_ARGUMENT, () -> tx.delete(plants, List.of(), null), "0 values");
      assertThat(tx.isEmpty()).isTrue();
    }
  }

  @Test
  void anUpdateThatFailsInOnePieceChangesNone() {
    try (Transaction tx = db.begin("main")) {
      ValidPeriod later = ValidPeriod.from(SystemNanos.toInstant(db.nanos() + 1_000));
      tx.update(plants, List.of(1L), row -> row.with(2, 1), later);
      List<TimedRow> before = tx.view().timeline(plants, 1L);
      assertRefused(
          ErrorCode.CHECK_VIOLATED,
          () -> tx.update(plants, List.of(1L), row -> row.with(2, (int) row.get(2) - 5), null));
      assertThat(tx.view().timeline(plants, 1L)).isEqualTo(before);
    }
  }

  @Test
  void twoRowsMaySwapWhatIsUniqueWithinAStatement() {
    try (Transaction tx = db.begin("main")) {
      tx.update(plants, List.of(1L), row -> row.with(1, "tulip"), null);
      tx.update(plants, List.of(2L), row -> row.with(1, "rose"), null);
      tx.endStatement();
      tx.insert(plants, plant(3, "rose", 1));
      assertRefused(ErrorCode.DUPLICATE_KEY, tx::endStatement, "name = rose", "plants_name");
      assertRefused(ErrorCode.DUPLICATE_KEY, tx::commit, "name = rose");
      tx.delete(plants, List.of(3L), null);
      tx.commit();
    }
    assertThat(db.view().get(plants, 1L)).isEqualTo(Row.of(1L, "tulip", 40));
  }

  @Test
  void whatARowWasWithinAStatementDoesNotCount() {
    try (Transaction tx = db.begin("main")) {
      tx.insert(plants, plant(3, "fern", 1));
      tx.delete(plants, List.of(3L), null);
      tx.insert(plants, plant(4, "fern", 1));
      tx.commit();
    }
    assertThat(db.view().get(plants, 4L)).isNotNull();
  }

  @Test
  void uniqueHoldsAtEachInstantAlsoWhenSomePeriodsAreGiven() {
    ValidPeriod bounded =
        new ValidPeriod(
            SystemNanos.toInstant(db.nanos() - 500), SystemNanos.toInstant(db.nanos() + 5_000));
    try (Transaction tx = db.begin("main")) {
      tx.insert(plants, plant(3, "fern", 1), bounded);
      tx.commit();
    }
    Transaction tx = db.begin("main");
    long begun = db.nanos();
    tx.update(plants, List.of(1L), row -> row.with(1, "yew"), null);
    tx.update(plants, List.of(3L), row -> row.with(1, "rose"), null);
    db.tick(1_000);
    tx.commit();
    View view = db.view();
    for (long at = begun - 100; at < begun + 2_000; at += 50) {
      RowCursor roses =
          view.validAt(SystemNanos.toInstant(at))
              .lookup(plants, plants.keys().get(1), List.of("rose"));
      assertThat(roses.next() && roses.next()).as("at %s", at - begun).isFalse();
    }
  }

  // ---- others

  @Test
  void worldsOfTheDatabaseAreItsOwn() {
    try (Transaction tx = db.begin("main")) {
      for (String name : List.of("table://public/plants", "ewig://refs", "ewig://audit")) {
        World world = World.of(name);
        assertRefused(
            ErrorCode.RESERVED_WORLD, () -> tx.append(event(world)), name, "name worlds otherwise");
        assertRefused(ErrorCode.RESERVED_WORLD, () -> db.append("main", event(world)), name);
      }
    }
  }

  @Test
  void aBranchOfOneWorldRefusesOthers() {
    db.branches().create("garden", "main", When.NOW, GARDEN);
    try (Transaction tx = db.begin("garden")) {
      tx.append(event(GARDEN));
      assertRefused(
          ErrorCode.INVALID_WORLD, () -> tx.append(event(World.of("a://pond"))), "a://pond");
      assertRefused(ErrorCode.INVALID_WORLD, () -> tx.insert(plants, plant(3, "x", 1)), "table://");
      tx.commit();
    }
  }

  @Test
  void aWorldThatIsNotAsExpectedIsNamed() {
    long last = db.append("main", event(GARDEN)).commit().last().seq();
    Appending none = db.append("main", event(GARDEN));
    none.words().expect(GARDEN, Expected.NONE);
    assertRefused(
        ErrorCode.EXPECTATION_FAILED, none::commit, "a://garden", "" + last, "read it again");
    try (Transaction tx = db.begin("main")) {
      tx.append(event(GARDEN));
      tx.words().expect(GARDEN, Expected.seq(last + 1));
      assertRefused(ErrorCode.EXPECTATION_FAILED, tx::commit, "a://garden");
    }
    Appending right = db.append("main", event(GARDEN));
    right.words().expect(GARDEN, Expected.seq(last)).expect(GARDEN, Expected.seq(last));
    assertThat(right.commit().last().seq()).isEqualTo(last + 1);
  }

  @Test
  void aCommitWithTheSameKeyIsMadeOnce() {
    Appending first = db.append("main", event(GARDEN));
    first.words().once("k");
    Commit commit = first.commit();
    for (int i = 0; i < 2; i++) {
      Appending again = db.append("main", event(GARDEN));
      again.words().once("k").expect(GARDEN, Expected.NONE);
      assertThat(again.commit()).isEqualTo(commit);
      try (Transaction tx = db.begin("main")) {
        tx.insert(plants, plant(3, "fern", 1));
        tx.words().once("k");
        assertThat(tx.commit()).contains(commit);
      }
      assertThat(db.view().get(plants, 3L)).isNull();
      assertThat(db.log().head().size()).isEqualTo(commit.endSeq());
      db.reopen();
    }
  }

  @Test
  void definitionsChangedMeanwhileAreConflicts() {
    Transaction insert = db.begin("main");
    insert.insert(plants, plant(3, "fern", 1));
    Transaction alter = db.begin("main");
    alter.alter(plants, new Alteration.SetComment("mine"));
    Transaction create = db.begin("main");
    create.create(
        new TableBuilder(new UUID(4, 5), "public", "beds").column("x", Type.INTEGER).build());
    Transaction rename = db.begin("main");
    rename.alter(plants, new Alteration.RenameTable("public", "beds"));
    try (Transaction tx = db.begin("main")) {
      tx.create(
          new TableBuilder(new UUID(4, 6), "public", "beds").column("x", Type.INTEGER).build());
      tx.commit();
    }
    assertRefused(ErrorCode.WRITE_CONFLICT, create::commit, "public.beds", "begin again");
    assertRefused(ErrorCode.WRITE_CONFLICT, rename::commit, "public.beds", "begin again");
    try (Transaction tx = db.begin("main")) {
      tx.drop(plants);
      tx.commit();
    }
    assertRefused(ErrorCode.WRITE_CONFLICT, insert::commit, "the definition of public.plants");
    assertRefused(ErrorCode.WRITE_CONFLICT, alter::commit, "the definition of public.plants");
  }

  @Test
  void aBranchMovedMeanwhileIsAConflict() {
    db.branches().create("dev", "main");
    Transaction tx = db.begin("dev");
    tx.insert(plants, plant(3, "fern", 1));
    db.branches().reset("dev", "main", When.NOW);
    assertRefused(ErrorCode.WRITE_CONFLICT, tx::commit, "dev", "begin again");
  }

  @Test
  void aPeriodBeyondWhatTimesReachIsRefusedAndNotLost() {
    Instant far = Instant.parse("2300-01-01T00:00:00Z");
    Instant early = Instant.parse("1600-01-01T00:00:00Z");
    try (Transaction tx = db.begin("main")) {
      assertRefused(
          ErrorCode.INVALID_DATETIME,
          () -> tx.insert(plants, plant(3, "oak", 9), ValidPeriod.from(far)),
          "2262-04-11",
          "2300");
      assertRefused(
          ErrorCode.INVALID_DATETIME,
          () -> tx.insert(plants, plant(3, "oak", 9), new ValidPeriod(early, early.plusSeconds(1))),
          "1677-09-21");
      tx.insert(plants, plant(3, "oak", 9), new ValidPeriod(early, far));
      tx.commit();
    }
    assertThat(db.view().get(plants, 3L)).isNotNull();
  }

  @Test
  void whatACursorStandsOnIsAskedForWhereItStandsOnSomething() {
    RowCursor rows = db.view().scan(plants);
    assertRefused(ErrorCode.CURSOR_ON_NOTHING, rows::row, "stands on no row", "next");
    while (rows.next()) {
      assertThat(rows.row().size()).isEqualTo(3);
    }
    assertRefused(ErrorCode.CURSOR_ON_NOTHING, rows::seq, "stands on no row");
    CommitWalk commits = db.branches().commits(db.view());
    assertRefused(ErrorCode.CURSOR_ON_NOTHING, commits::commit, "stands on no commit");
    while (commits.next()) {
      assertThat(commits.commit().events().size()).isPositive();
    }
    assertRefused(ErrorCode.CURSOR_ON_NOTHING, commits::commit, "stands on no commit");
    Differences none = db.view().differencesTo(db.view());
    assertRefused(ErrorCode.CURSOR_ON_NOTHING, none::difference, "stands on no difference");
  }

  @Test
  void whatIsNoCounterHasNoNextNumberAndWhatIsNoTimeIsNotNow() {
    try (Transaction tx = db.begin("main")) {
      assertRefused(
          ErrorCode.INVALID_ARGUMENT,
          () -> tx.upcoming(plants, plants.column("height")),
          "'height'",
          "does not count");
      assertRefused(ErrorCode.TYPE_MISMATCH, () -> tx.present(Type.INTEGER), "integer");
    }
  }
}
