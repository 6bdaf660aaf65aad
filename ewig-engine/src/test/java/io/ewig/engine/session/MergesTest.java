package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.json.Json;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a merge makes of two branches, by each strategy. */
class MergesTest extends MergeScene {

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

  @Test
  void aRowThatBothSidesPutInAlikeIsOneAndCountsOnce() {
    Table plants = plants().mergeLaw("height", MergeLaw.COUNTER).build();
    start(plants, Row.of(1L, "rose", 5));
    put("dev", plants, Row.of(2L, "lily", 7));
    merges.merge("dev", "main", MergeStrategy.SQUASH, new Words()); // knows nothing of dev
    put("main", plants, Row.of(3L, "fern", 8));
    put("dev", plants, Row.of(3L, "yew", 8));
    merge();
    assertThat(rows("main"))
        .containsExactly(Row.of(1L, "rose", 5), Row.of(2L, "lily", 7), Row.of(3L, "yew", 16));
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
