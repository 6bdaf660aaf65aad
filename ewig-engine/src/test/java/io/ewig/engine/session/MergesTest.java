package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.json.Json;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Check;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.ReferentialAction;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergesTest {

  private static final World GARDEN = World.of("a://garden");

  private final Ewig db = Ewig.inMemory();
  private final Merges merges = db.merges();

  @AfterEach
  void close() {
    db.close();
  }

  private static TableBuilder plants() {
    return new TableBuilder(UUID.randomUUID(), "public", "plants")
        .notNull("id", Type.BIGINT)
        .column("name", Type.VARCHAR)
        .column("height", Type.INTEGER)
        .primaryKey("id");
  }

  private static Table strict() {
    return plants().mergeLaw("name", MergeLaw.FAIL).mergeLaw("height", MergeLaw.FAIL).build();
  }

  private Commit commit(String branch, Consumer<Transaction> changes) {
    return commit(db, branch, changes);
  }

  private static Commit commit(Ewig on, String branch, Consumer<Transaction> changes) {
    Transaction tx = on.begin(branch);
    changes.accept(tx);
    return tx.commit().orElseThrow();
  }

  private void start(Table table, Row... rows) {
    start(db, table, null, rows);
  }

  private static void start(Ewig on, Table table, @Nullable ValidPeriod valid, Row... rows) {
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

  private void put(String branch, Table table, Row row) {
    commit(branch, tx -> tx.put(table, row, null));
  }

  private MergeResult merge(MergeStrategy how) {
    return merges.merge("dev", "main", how, new Words());
  }

  private MergeResult merge() {
    return merge(MergeStrategy.RECURSIVE);
  }

  private static List<Row> rows(View view) {
    List<Row> rows = new ArrayList<>();
    RowCursor cursor = view.scan(view.table("public", "plants"));
    while (cursor.next()) {
      rows.add(cursor.row());
    }
    return rows;
  }

  private List<Row> rows(String branch) {
    return rows(db.view(branch, When.NOW));
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable what) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(EwigException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static MergeResult.Paused paused(MergeResult result) {
    assertThat(result).isInstanceOf(MergeResult.Paused.class);
    return (MergeResult.Paused) result;
  }

  // ---- strategies

  @Test
  void whatBothSidesDidIsThere() {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40));
    put("main", plants, Row.of(2L, "aster", 10));
    put("main", plants, Row.of(1L, "rose", 41));
    put("dev", plants, Row.of(1L, "Rose", 40));
    Commit tip = commit("dev", tx -> tx.put(plants, Row.of(3L, "tulip", 20), null));
    Words words = new Words().author("ada").message("spring");
    MergeResult result = merges.merge("dev", "main", MergeStrategy.RECURSIVE, words);
    Commit merge = ((MergeResult.Merged) result).commit();
    assertThat(rows("main"))
        .containsExactly(Row.of(1L, "Rose", 41), Row.of(2L, "aster", 10), Row.of(3L, "tulip", 20));
    assertThat(rows("dev")).hasSize(2);
    assertThat(merge.info().parents()).hasSize(2).contains(tip.id());
    assertThat(merge.info().author()).isEqualTo("ada");
    assertThat(merge.info().message()).isEqualTo("spring");
    assertThat(merge()).isInstanceOf(MergeResult.UpToDate.class);
  }

  @Test
  void aBranchWithNothingOfItsOwnMovesOn() {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40));
    put("dev", plants, Row.of(2L, "aster", 10));
    assertThat(merge(MergeStrategy.FAST_FORWARD)).isInstanceOf(MergeResult.FastForwarded.class);
    assertThat(rows("main")).isEqualTo(rows("dev"));
    put("main", plants, Row.of(3L, "tulip", 20));
    assertThat(rows("dev")).hasSize(2);
    put("dev", plants, Row.of(4L, "fern", 30));
    assertRefused(ErrorCode.NOT_FAST_FORWARD, () -> merge(MergeStrategy.FAST_FORWARD));
    assertThat(merge(MergeStrategy.AUTOMATIC)).isInstanceOf(MergeResult.Merged.class);
    assertThat(rows("main")).hasSize(4);
  }

  @Test
  void oursStaysAndTheirsIsTakenWhole() {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40));
    db.branches().create("copy", "main");
    put("main", plants, Row.of(1L, "mine", 41));
    put("main", plants, Row.of(2L, "aster", 10));
    put("dev", plants, Row.of(1L, "other", 42));
    List<Row> main = rows("main");
    List<Row> dev = rows("dev");
    db.branches().reset("copy", "main", When.NOW);
    merges.merge("dev", "copy", MergeStrategy.THEIRS, new Words());
    assertThat(rows("copy")).isEqualTo(dev);
    merge(MergeStrategy.OURS);
    assertThat(rows("main")).isEqualTo(main);
    assertThat(merge()).isInstanceOf(MergeResult.UpToDate.class);
  }

  @Test
  void aSquashDoesNotFollowTheSource() {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40));
    put("dev", plants, Row.of(2L, "aster", 10));
    put("dev", plants, Row.of(2L, "aster", 11));
    MergeResult result = merge(MergeStrategy.SQUASH);
    Commit commit = ((MergeResult.Merged) result).commit();
    assertThat(commit.info().parents()).hasSize(1);
    assertThat(rows("main")).isEqualTo(rows("dev"));
    assertThat(merge(MergeStrategy.SQUASH)).isInstanceOf(MergeResult.UpToDate.class);
  }

  @Test
  void oneCommitIsPickedAndUndone() {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40));
    put("dev", plants, Row.of(2L, "aster", 10));
    Commit picked = commit("dev", tx -> tx.put(plants, Row.of(3L, "tulip", 20), null));
    MergeResult result = merges.cherryPick(picked.id(), "main", new Words());
    assertThat(rows("main")).containsExactly(Row.of(1L, "rose", 40), Row.of(3L, "tulip", 20));
    Commit commit = ((MergeResult.Merged) result).commit();
    assertThat(commit.info().metadata()).containsEntry("ewig.cherry_pick", picked.id().toString());
    assertThat(merges.cherryPick(picked.id(), "main", new Words()))
        .isInstanceOf(MergeResult.UpToDate.class);
    merges.revert(commit.id(), "main", new Words());
    assertThat(rows("main")).containsExactly(Row.of(1L, "rose", 40));
    merges.revert(picked.id(), "dev", new Words());
    assertThat(rows("dev")).containsExactly(Row.of(1L, "rose", 40), Row.of(2L, "aster", 10));
  }

  @Test
  void aDroppedTableComesBackWithItsRowsWhenThatIsUndone() {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40));
    Commit drop = commit("main", tx -> tx.drop(plants));
    assertThat(db.view().tables()).isEmpty();
    merges.revert(drop.id(), "main", new Words());
    assertThat(rows("main")).containsExactly(Row.of(1L, "rose", 40));
  }

  @Test
  void branchesWithNothingInCommonAreMerged() {
    put("main", created(strict()), Row.of(1L, "rose", 40));
    EventBuilder event = EventBuilder.in(GARDEN).type("ObjectCreated");
    db.branches().create("dev", "main", new When.AfterEvent(0), null);
    db.batch().on("dev").add(event.json("{\"id\":\"rose\"}")).commit();
    merge();
    assertThat(db.view().object(GARDEN, "rose")).isPresent();
    assertThat(rows("main")).hasSize(1);
  }

  private Table created(Table table) {
    commit("main", tx -> tx.create(table));
    return table;
  }

  // ---- rows

  @Test
  void theLaterWriteWinsByLaw() {
    Table plants = plants().build();
    start(plants, Row.of(1L, "rose", 40));
    put("dev", plants, Row.of(1L, "early", 40));
    put("main", plants, Row.of(1L, "late", 40));
    put("main", plants, Row.of(1L, "late", 41));
    put("dev", plants, Row.of(1L, "early", 42));
    merge();
    assertThat(rows("main")).containsExactly(Row.of(1L, "late", 42));
  }

  @Test
  void aRowDeletedHereAndChangedThereIsAConflict() {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40));
    commit("main", tx -> tx.delete(plants, List.of(1L), null));
    put("dev", plants, Row.of(1L, "rose", 41));
    MergeConflict conflict = paused(merge()).conflicts().get(0);
    assertThat(conflict.kind()).isEqualTo(MergeConflict.Kind.ROW);
    assertThat(conflict.ours()).isNull();
    assertThat(conflict.theirs()).isEqualTo(Row.of(1L, "rose", 41));
    assertThat(conflict.key()).isEqualTo("id = 1");
  }

  @Test
  void editsForDifferentTimesDoNotMeet() {
    Table plants = strict();
    Instant t = Instant.ofEpochSecond(100);
    start(db, plants, ValidPeriod.from(t), Row.of(1L, "rose", 40));
    ValidPeriod may = new ValidPeriod(t.plusSeconds(10), t.plusSeconds(20));
    ValidPeriod june = new ValidPeriod(t.plusSeconds(20), t.plusSeconds(30));
    commit("main", tx -> tx.update(plants, List.of(1L), row -> row.with(2, 41), may));
    commit("dev", tx -> tx.update(plants, List.of(1L), row -> row.with(2, 42), june));
    assertThat(merge()).isInstanceOf(MergeResult.Merged.class);
    assertThat(db.view().timeline(plants, 1L))
        .extracting(timed -> timed.row().get(2))
        .containsExactly(40, 41, 42, 40);
  }

  @Test
  void anOverlapIsOneConflictForExactlyThatPeriod() {
    Table plants = strict();
    Instant t = Instant.ofEpochSecond(100);
    start(db, plants, ValidPeriod.from(t), Row.of(1L, "rose", 40));
    ValidPeriod long1 = new ValidPeriod(t.plusSeconds(10), t.plusSeconds(30));
    ValidPeriod long2 = new ValidPeriod(t.plusSeconds(20), t.plusSeconds(40));
    ValidPeriod within = new ValidPeriod(t.plusSeconds(22), t.plusSeconds(24));
    commit("main", tx -> tx.update(plants, List.of(1L), row -> row.with(2, 41), long1));
    commit("main", tx -> tx.update(plants, List.of(1L), row -> row.with(1, "x"), within));
    commit("dev", tx -> tx.update(plants, List.of(1L), row -> row.with(2, 42), long2));
    MergeResult.Paused paused = paused(merge());
    assertThat(paused.conflicts()).hasSize(1);
    MergeConflict conflict = paused.conflicts().get(0);
    assertThat(conflict.valid()).isEqualTo(new ValidPeriod(t.plusSeconds(20), t.plusSeconds(30)));
    assertThat(List.of(conflict.base(), conflict.ours(), conflict.theirs()))
        .containsExactly(40, 41, 42);
    assertThat(conflict.what()).isEqualTo("height");
    merges.settleTo(paused.merge().id(), conflict.id(), 99);
    merges.complete(paused.merge().id());
    assertThat(db.view().timeline(plants, 1L))
        .extracting(timed -> timed.row())
        .containsExactly(
            Row.of(1L, "rose", 40),
            Row.of(1L, "rose", 41),
            Row.of(1L, "rose", 99),
            Row.of(1L, "x", 99),
            Row.of(1L, "rose", 99),
            Row.of(1L, "rose", 42),
            Row.of(1L, "rose", 40));
  }

  // ---- conflicts

  @Test
  void conflictsWaitAndBlockNothing() {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40));
    put("main", plants, Row.of(1L, "mine", 41));
    put("dev", plants, Row.of(1L, "other", 42));
    MergeResult.Paused paused = paused(merge());
    String id = paused.merge().id();
    assertThat(rows("main")).containsExactly(Row.of(1L, "mine", 41));
    assertThat(paused.conflicts())
        .extracting(MergeConflict::what)
        .containsExactly("name", "height");
    put("main", plants, Row.of(2L, "aster", 10));
    assertThat(merges.complete(id)).isInstanceOf(MergeResult.Paused.class);
    merges.settle(id, paused.conflicts().get(0).id(), Resolution.Take.THEIRS);
    assertThat(merges.conflicts(id)).hasSize(1);
    merges.settleTo(id, paused.conflicts().get(1).id(), 50);
    assertThat(merges.conflicts(id)).isEmpty();
    assertThat(merges.waiting()).hasSize(1);
    assertThat(merges.complete(id)).isInstanceOf(MergeResult.Merged.class);
    assertThat(rows("main")).containsExactly(Row.of(1L, "other", 50), Row.of(2L, "aster", 10));
    assertThat(merges.waiting()).isEmpty();
    assertRefused(ErrorCode.UNKNOWN_MERGE, () -> merges.complete(id));
    assertThat(merge()).isInstanceOf(MergeResult.UpToDate.class);
  }

  @Test
  void aConflictThatChangesIsOpenAgain() {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40));
    put("main", plants, Row.of(1L, "rose", 41));
    put("dev", plants, Row.of(1L, "rose", 42));
    String id = paused(merge()).merge().id();
    merges.settleAll(id, Resolution.Take.THEIRS);
    put("main", plants, Row.of(1L, "rose", 43));
    assertThat(merges.complete(id)).isInstanceOf(MergeResult.Paused.class);
    assertThat(merges.conflicts(id)).extracting(MergeConflict::ours).containsExactly(41, 43);
    merges.settleAll(id, Resolution.Take.BASE);
    merges.complete(id);
    assertThat(rows("main")).containsExactly(Row.of(1L, "rose", 40));
  }

  @Test
  void aMergeThatWaitsIsGivenUp() {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40));
    put("main", plants, Row.of(1L, "rose", 41));
    put("dev", plants, Row.of(1L, "rose", 42));
    String id = paused(merge()).merge().id();
    merges.abort(id);
    assertThat(merges.waiting()).isEmpty();
    assertThat(rows("main")).containsExactly(Row.of(1L, "rose", 41));
    assertRefused(ErrorCode.UNKNOWN_MERGE, () -> merges.abort(id));
    assertRefused(ErrorCode.UNKNOWN_MERGE, () -> merges.conflicts(id));
  }

  @Test
  void valuesThatDoNotFitAConflictAreRefused() {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40), Row.of(2L, "aster", 10));
    put("main", plants, Row.of(1L, "rose", 41));
    put("dev", plants, Row.of(1L, "rose", 42));
    commit("main", tx -> tx.delete(plants, List.of(2L), null));
    put("dev", plants, Row.of(2L, "aster", 11));
    MergeResult.Paused paused = paused(merge());
    String id = paused.merge().id();
    String cell = paused.conflicts().get(0).id();
    String row = paused.conflicts().get(1).id();
    assertRefused(ErrorCode.INVALID_VALUE, () -> merges.settleTo(id, cell, "tall"));
    assertRefused(ErrorCode.INVALID_ARGUMENT, () -> merges.settleTo(id, row, 7));
    assertRefused(
        ErrorCode.INVALID_ARGUMENT, () -> merges.settleTo(id, row, Row.of(3L, "aster", 1)));
    assertRefused(
        ErrorCode.UNKNOWN_CONFLICT, () -> merges.settle(id, "none", Resolution.Take.OURS));
    merges.settleTo(id, row, Row.of(2L, "aster", 12));
    merges.settle(id, cell, Resolution.Take.OURS);
    merges.complete(id);
    assertThat(rows("main")).containsExactly(Row.of(1L, "rose", 41), Row.of(2L, "aster", 12));
  }

  @Test
  void mergesThatWaitAreThereAfterReopening(@TempDir Path folder) {
    Config config = Config.defaults().withLog(LogKind.PLAIN);
    Table plants = strict();
    String id;
    try (Ewig disk = Ewig.open(folder, config)) {
      start(disk, plants, null, Row.of(1L, "rose", 40));
      commit(disk, "main", tx -> tx.put(plants, Row.of(1L, "mine", 40), null));
      commit(disk, "dev", tx -> tx.put(plants, Row.of(1L, "other", 40), null));
      Words words = new Words().message("spring").with("ticket", "7");
      id = paused(disk.merges().merge("dev", "main", MergeStrategy.RECURSIVE, words)).merge().id();
      String conflict = disk.merges().conflicts(id).get(0).id();
      disk.merges().settleTo(id, conflict, "both");
    }
    try (Ewig disk = Ewig.open(folder, config)) {
      assertThat(disk.merges().waiting()).extracting(merge -> merge.id()).containsExactly(id);
      MergeResult.Merged result = (MergeResult.Merged) disk.merges().complete(id);
      assertThat(result.commit().info().message()).isEqualTo("spring");
      assertThat(result.commit().info().metadata()).containsEntry("ticket", "7");
    }
    try (Ewig disk = Ewig.open(folder, config)) {
      assertThat(disk.merges().waiting()).isEmpty();
      assertThat(rows(disk.view())).containsExactly(Row.of(1L, "both", 40));
      assertThat(disk.merges().merge("dev", "main", MergeStrategy.RECURSIVE, new Words()))
          .isInstanceOf(MergeResult.UpToDate.class);
    }
  }

  // ---- rules

  @Test
  void aValueThatBothSidesTookIsFound() {
    Table plants = plants().unique("plants_name", "name").build();
    start(plants, Row.of(1L, "rose", 40));
    put("main", plants, Row.of(2L, "aster", 10));
    put("dev", plants, Row.of(3L, "aster", 11));
    MergeResult.Paused paused = paused(merge());
    MergeConflict conflict = paused.conflicts().get(0);
    assertThat(conflict.kind()).isEqualTo(MergeConflict.Kind.CONSTRAINT);
    assertThat(conflict.what()).contains("plants_name");
    assertThat(conflict.theirs()).isEqualTo(Row.of(3L, "aster", 11));
    merges.settleTo(paused.merge().id(), conflict.id(), Row.of(3L, "fern", 11));
    merges.complete(paused.merge().id());
    assertThat(rows("main"))
        .containsExactly(Row.of(1L, "rose", 40), Row.of(2L, "aster", 10), Row.of(3L, "fern", 11));
  }

  @Test
  void nobodyCanSettleThatARuleIsBroken() {
    Table plants = plants().unique("plants_name", "name").build();
    start(plants, Row.of(1L, "rose", 40));
    put("main", plants, Row.of(2L, "aster", 10));
    put("dev", plants, Row.of(3L, "aster", 11));
    MergeResult.Paused paused = paused(merge());
    String waiting = paused.merge().id();
    merges.settleAll(waiting, Resolution.Take.THEIRS);
    assertThat(merges.conflicts(waiting)).isEqualTo(paused.conflicts());
    assertThat(merges.complete(waiting)).isInstanceOf(MergeResult.Paused.class);
    ValidPeriod always = View.period(Long.MIN_VALUE, Long.MAX_VALUE);
    commit("main", tx -> tx.delete(plants, List.of(2L), always)); // makes room
    assertThat(merges.complete(waiting)).isInstanceOf(MergeResult.Merged.class);
    assertThat(rows("main")).containsExactly(Row.of(1L, "rose", 40), Row.of(3L, "aster", 11));
  }

  @Test
  void aParentThatIsGoneIsFound() {
    Table beds =
        new TableBuilder(UUID.randomUUID(), "public", "beds")
            .notNull("id", Type.BIGINT)
            .primaryKey("id")
            .build();
    Table plants =
        plants()
            .foreignKey(
                "plants_bed",
                List.of("id"),
                beds,
                List.of("id"),
                ReferentialAction.NO_ACTION,
                ReferentialAction.NO_ACTION)
            .build();
    commit(
        "main",
        tx -> {
          tx.create(beds);
          tx.create(plants);
          tx.insert(beds, Row.of(1L), null);
          tx.insert(beds, Row.of(2L), null);
        });
    db.branches().create("dev", "main");
    commit("main", tx -> tx.delete(beds, List.of(1L), null));
    put("main", plants, Row.of(2L, "aster", 10));
    put("dev", plants, Row.of(1L, "rose", 40));
    commit("dev", tx -> tx.delete(beds, List.of(2L), null));
    MergeResult.Paused paused = paused(merge());
    assertThat(paused.conflicts())
        .extracting(MergeConflict::kind)
        .containsExactly(MergeConflict.Kind.CONSTRAINT, MergeConflict.Kind.CONSTRAINT);
    merges.settleAll(paused.merge().id(), Resolution.Take.OURS);
    assertThat(merges.complete(paused.merge().id())).isInstanceOf(MergeResult.Merged.class);
    assertThat(rows("main")).containsExactly(Row.of(2L, "aster", 10));
  }

  @Test
  void aCheckThatTheOtherSideAddedIsKept() {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40));
    commit(
        "main", tx -> tx.alter(plants, new Alteration.AddCheck(new Check("low", "height < 99"))));
    put("dev", plants, Row.of(2L, "sequoia", 9_000));
    assertThat(paused(merge()).conflicts().get(0).what()).contains("low");
  }

  // ---- definitions

  private static Alteration adding(String name, MergeLaw law) {
    return new Alteration.AddColumn(name, Type.VARCHAR, true, Default.none(), null, true, law, "");
  }

  private static List<String> columns(View view) {
    return view.table("public", "plants").columns().stream().map(Column::name).toList();
  }

  @Test
  void columnsThatBothSidesAddedAreThereWithTheirValues() {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40));
    commit(
        "main",
        tx -> {
          Table now = tx.alter(plants, adding("color", MergeLaw.LWW));
          tx.put(now, Row.of(1L, "rose", 40, "red"), null);
        });
    commit(
        "dev",
        tx -> {
          Table now = tx.alter(plants, adding("bed", MergeLaw.LWW));
          now = tx.alter(now, new Alteration.AddKey("by_bed", List.of("bed"), Index.Role.INDEX));
          tx.put(now, Row.of(2L, "aster", 10, "north"), null);
        });
    merge();
    View main = db.view();
    assertThat(columns(main)).containsExactly("id", "name", "height", "color", "bed");
    assertThat(rows("main"))
        .containsExactly(
            Row.of(1L, "rose", 40, "red", null), Row.of(2L, "aster", 10, null, "north"));
    Table merged = main.table("public", "plants");
    RowCursor found = main.lookup(merged, merged.keys().get(1), List.of("north"));
    assertThat(found.next()).isTrue();
    commit(
        "dev",
        tx -> tx.put(tx.view().table("public", "plants"), Row.of(2L, "aster", 11, "south"), null));
    merge();
    assertThat(rows("main").get(1)).isEqualTo(Row.of(2L, "aster", 11, null, "south"));
    merges.merge("main", "dev", MergeStrategy.RECURSIVE, new Words());
    assertThat(BranchingGarden.content(db.view("dev", When.NOW)))
        .isEqualTo(BranchingGarden.content(db.view()));
  }

  @Test
  void aColumnThatBothSidesRenamedIsAConflict() {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40));
    commit("main", tx -> tx.alter(plants, new Alteration.RenameColumn("height", "size")));
    commit("dev", tx -> tx.alter(plants, new Alteration.RenameColumn("height", "length")));
    MergeResult.Paused paused = paused(merge());
    assertThat(paused.conflicts())
        .extracting(MergeConflict::what)
        .containsExactly("column size: name");
    assertRefused(
        ErrorCode.INVALID_ARGUMENT,
        () -> merges.settleTo(paused.merge().id(), paused.conflicts().get(0).id(), "x"));
    merges.settleAll(paused.merge().id(), Resolution.Take.THEIRS);
    merges.complete(paused.merge().id());
    assertThat(columns(db.view())).containsExactly("id", "name", "length");
    assertThat(rows("main")).containsExactly(Row.of(1L, "rose", 40));
  }

  @Test
  void tablesOfOneNameOnBothSidesAreAConflict() {
    EventBuilder event = EventBuilder.in(GARDEN).type("ObjectCreated");
    db.append(event.json("{\"id\":\"rose\"}"));
    db.branches().create("dev", "main");
    created(strict());
    commit("dev", tx -> tx.create(strict()));
    MergeResult.Paused paused = paused(merge());
    assertThat(paused.conflicts()).extracting(MergeConflict::what).containsExactly("name");
    merges.settleAll(paused.merge().id(), Resolution.Take.OURS);
    assertThat(merges.complete(paused.merge().id())).isInstanceOf(MergeResult.Merged.class);
  }

  @Test
  void aTableDroppedHereAndChangedThereIsAConflict() {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40));
    commit("main", tx -> tx.drop(plants));
    put("dev", plants, Row.of(1L, "rose", 41));
    MergeResult.Paused paused = paused(merge());
    assertThat(paused.conflicts()).extracting(MergeConflict::what).containsExactly("table");
    merges.settleAll(paused.merge().id(), Resolution.Take.THEIRS);
    assertThat(merges.complete(paused.merge().id())).isInstanceOf(MergeResult.Merged.class);
    assertThat(rows("main")).containsExactly(Row.of(1L, "rose", 41));
  }

  @Test
  void aTableDroppedThereAndLeftAloneHereIsDropped() {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40));
    commit("dev", tx -> tx.drop(plants));
    db.branches().create("copy", "main");
    put("copy", plants, Row.of(1L, "rose", 41));
    merge();
    assertThat(db.view().tables()).isEmpty();
    MergeResult.Paused paused =
        paused(merges.merge("dev", "copy", MergeStrategy.RECURSIVE, new Words()));
    merges.settleAll(paused.merge().id(), Resolution.Take.THEIRS);
    merges.complete(paused.merge().id());
    assertThat(db.view("copy", When.NOW).tables()).isEmpty();
  }

  // ---- worlds

  private void garden(String branch, String type, String json) {
    db.batch().on(branch).add(EventBuilder.in(GARDEN).type(type).json(json)).commit();
  }

  @Test
  void objectsAreMergedMemberByMember() {
    garden("main", "ObjectCreated", "{\"id\":\"rose\",\"at\":{\"x\":1,\"y\":1}}");
    garden("main", "ObjectCreated", "{\"id\":\"fern\"}");
    db.branches().create("dev", "main");
    garden("main", "StateChanged", "{\"id\":\"rose\",\"at\":{\"x\":2}}");
    garden("dev", "StateChanged", "{\"id\":\"rose\",\"at\":{\"y\":3},\"petals\":5}");
    garden("dev", "ObjectDestroyed", "{\"id\":\"fern\"}");
    garden("dev", "StateChanged", "{\"aster\":{\"id\":7}}");
    merge();
    assertThat(db.view().object(GARDEN, "rose"))
        .contains(Json.parse("{\"at\":{\"x\":2,\"y\":3},\"petals\":5}"));
    assertThat(db.view().object(GARDEN, "fern")).isEmpty();
    assertThat(db.view().object(GARDEN, "aster")).contains(Json.parse("{\"id\":7}"));
  }

  @Test
  void aMemberThatBothSidesSetIsAConflict() {
    garden("main", "ObjectCreated", "{\"id\":\"rose\",\"bed/1\":\"north\"}");
    db.branches().create("dev", "main");
    garden("main", "StateChanged", "{\"id\":\"rose\",\"bed/1\":\"south\"}");
    garden("dev", "StateChanged", "{\"id\":\"rose\",\"bed/1\":\"west\"}");
    MergeResult.Paused paused = paused(merge());
    MergeConflict conflict = paused.conflicts().get(0);
    assertThat(conflict.where()).isEqualTo("a://garden");
    assertThat(conflict.key()).isEqualTo("rose");
    assertThat(conflict.what()).isEqualTo("/bed~11");
    String id = paused.merge().id();
    assertRefused(ErrorCode.INVALID_ARGUMENT, () -> merges.settleTo(id, conflict.id(), 7));
    merges.settleTo(id, conflict.id(), Json.parse("[1]"));
    merges.complete(id);
    assertThat(db.view().object(GARDEN, "rose")).contains(Json.parse("{\"bed/1\":[1]}"));
  }

  @Test
  void aBranchOfOneWorldTakesNothingElse() {
    garden("main", "ObjectCreated", "{\"id\":\"rose\"}");
    db.branches().create("dev", "main", When.NOW, GARDEN);
    Table plants = created(strict());
    put("main", plants, Row.of(1L, "rose", 40));
    garden("main", "ObjectCreated", "{\"id\":\"fern\"}");
    merges.merge("main", "dev", MergeStrategy.RECURSIVE, new Words());
    assertThat(db.view("dev", When.NOW).world(GARDEN).keys()).containsExactly("fern", "rose");
    assertThat(db.view("dev", When.NOW).tables()).isEmpty();
  }

  // ---- histories that cross

  @Test
  void basesThatCrossAreMergedFirst() {
    Table plants = plants().mergeLaw("height", MergeLaw.COUNTER).build();
    start(plants, Row.of(1L, "rose", 0));
    put("main", plants, Row.of(1L, "rose", 1));
    put("dev", plants, Row.of(1L, "rose", 10));
    View main = db.view();
    View dev = db.view("dev", When.NOW);
    merges.merge(dev, "main", MergeStrategy.RECURSIVE, new Words());
    merges.merge(main, "dev", MergeStrategy.RECURSIVE, new Words());
    assertThat(merges.bases(db.view(), db.view("dev", When.NOW))).hasSize(2);
    put("main", plants, Row.of(1L, "rose", 111));
    put("dev", plants, Row.of(1L, "rose", 1_011));
    merge();
    assertThat(rows("main")).containsExactly(Row.of(1L, "rose", 1_111));
  }

  @Test
  void unknownBranchesAreRefused() {
    garden("main", "ObjectCreated", "{\"id\":\"rose\"}");
    assertRefused(
        ErrorCode.UNKNOWN_BRANCH,
        () -> merges.merge("main", "nowhere", MergeStrategy.RECURSIVE, new Words()));
    assertRefused(
        ErrorCode.UNKNOWN_BRANCH,
        () -> merges.merge("nowhere", "main", MergeStrategy.RECURSIVE, new Words()));
  }

  @Test
  void twoWhoCountOneMoreEachHaveCountedTwo() {
    Table plants = plants().mergeLaw("height", MergeLaw.COUNTER).build();
    start(plants, Row.of(1L, "rose", 5));
    put("main", plants, Row.of(1L, "rose", 6));
    put("dev", plants, Row.of(1L, "rose", 6));
    merge();
    assertThat(rows("main")).containsExactly(Row.of(1L, "rose", 7));
    assertThat(merge()).isInstanceOf(MergeResult.UpToDate.class);
  }

  // ---- others at the same time

  @Test
  void nothingIsLostWhenOthersCommitMeanwhile() throws Exception {
    Table plants = plants().mergeLaw("height", MergeLaw.COUNTER).build();
    start(plants, Row.of(1L, "rose", 0));
    AtomicInteger added = new AtomicInteger();
    Thread other = new Thread(() -> grow(plants, added));
    other.start();
    for (int i = 0; i < 50; i++) {
      commit("dev", tx -> tx.update(plants, List.of(1L), MergesTest::taller, null));
      try {
        merge();
      } catch (ConflictException tooOften) {
        assertThat(tooOften.code()).isEqualTo(ErrorCode.WRITE_CONFLICT);
      }
    }
    other.join();
    merge();
    assertThat(rows("main")).containsExactly(Row.of(1L, "rose", 50 + added.get()));
  }

  private static Row taller(Row row) {
    return row.with(2, (Integer) row.get(2) + 1);
  }

  private void grow(Table plants, AtomicInteger added) {
    for (int i = 0; i < 200; i++) {
      try {
        commit("main", tx -> tx.update(plants, List.of(1L), MergesTest::taller, null));
        added.incrementAndGet();
      } catch (ConflictException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.WRITE_CONFLICT);
      }
    }
  }
}
