package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Check;
import io.ewig.engine.schema.ReferentialAction;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two branches can not agree on, and how it is settled. */
class MergeConflictsTest extends MergeScene {

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

  /** Each of the two is as long as an object may be, nearly. */
  @Test
  void anObjectThatBothHaveMadeTooLongTogetherIsAConflict() {
    String most = "\"" + "x".repeat(5 << 20) + "\"}";
    commit("main", tx -> tx.append(changed("{\"id\":\"rose\",\"all\":1}")));
    db.branches().create("dev", "main");
    commit("main", tx -> tx.append(changed("{\"id\":\"rose\",\"mine\":" + most)));
    commit("dev", tx -> tx.append(changed("{\"id\":\"rose\",\"other\":" + most)));
    MergeResult.Paused paused = paused(merge());
    MergeConflict conflict = paused.conflicts().get(0);
    assertThat(paused.conflicts()).hasSize(1);
    assertThat(conflict.kind()).isEqualTo(MergeConflict.Kind.OBJECT);
    assertThat(conflict.what()).isEmpty();
    merges.settle(paused.merge().id(), conflict.id(), Resolution.Take.THEIRS);
    assertThat(merges.complete(paused.merge().id())).isInstanceOf(MergeResult.Merged.class);
    assertThat(db.view("main", When.NOW).object(GARDEN, "rose"))
        .isEqualTo(db.view("dev", When.NOW).object(GARDEN, "rose"));
  }

  private static EventDraft changed(String patch) {
    byte[] payload = patch.getBytes(StandardCharsets.UTF_8);
    return new EventDraft(GARDEN, EventType.STATE_CHANGED, null, payload);
  }

  @Test
  void whoMergesOnceMoreMeansTheMergeThatWaits() {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40));
    put("main", plants, Row.of(1L, "mine", 41));
    put("dev", plants, Row.of(1L, "other", 42));
    MergeResult.Paused first = paused(merge());
    merges.settle(first.merge().id(), first.conflicts().get(0).id(), Resolution.Take.THEIRS);
    MergeResult.Paused again = paused(merge());
    assertThat(again.merge().id()).isEqualTo(first.merge().id());
    assertThat(again.conflicts()).containsExactly(first.conflicts().get(1));
    assertThat(merges.waiting()).hasSize(1);
    put("dev", plants, Row.of(2L, "aster", 10));
    assertThat(paused(merge()).merge().id()).isNotEqualTo(first.merge().id());
    assertThat(merges.waiting()).hasSize(2);
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
    assertRefused(ErrorCode.INVALID_ARGUMENT, () -> merges.settle(id, cell, Resolution.Take.VALUE));
    assertRefused(ErrorCode.INVALID_ARGUMENT, () -> merges.settleAll(id, Resolution.Take.VALUE));
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

  private String waitingFor(String target) {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40));
    db.branches().create(target, "main");
    put(target, plants, Row.of(1L, "rose", 41));
    put("dev", plants, Row.of(1L, "rose", 42));
    return paused(merges.merge("dev", target, MergeStrategy.RECURSIVE, new Words())).merge().id();
  }

  @Test
  void aMergeThatWaitsGoesIntoItsBranchWhateverThatIsCalledByNow() {
    String id = waitingFor("target");
    db.branches().rename("target", "meadow");
    db.branches().create("target", "main"); // another one
    db.branches().rename("meadow", "orchard");
    assertThat(merges.get(id).merge().into()).isEqualTo("orchard");
    assertThat(paused(merges.merge("dev", "orchard", MergeStrategy.RECURSIVE, new Words())).merge())
        .isEqualTo(merges.get(id));
    merges.settleAll(id, Resolution.Take.THEIRS);
    assertThat(merges.complete(id)).isInstanceOf(MergeResult.Merged.class);
    assertThat(rows("orchard")).containsExactly(Row.of(1L, "rose", 42));
    assertThat(rows("target")).containsExactly(Row.of(1L, "rose", 40));
  }

  @Test
  void aMergeIntoABranchThatWasDroppedWaitsUntilItIsBackOrTheMergeIsGivenUp() {
    String id = waitingFor("target");
    db.branches().drop("target");
    assertThat(merges.waiting()).hasSize(1);
    assertThatThrownBy(() -> merges.conflicts(id))
        .hasMessageContainingAll("'target'", id, "restore the branch, or abandon the merge");
    assertRefused(ErrorCode.UNKNOWN_BRANCH, () -> merges.complete(id));
    db.branches().restore("target");
    assertThat(merges.conflicts(id)).hasSize(1);
    db.branches().drop("target");
    merges.abort(id);
    assertThat(merges.waiting()).isEmpty();
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
    ValidPeriod always = ValidPeriod.ofNanos(Long.MIN_VALUE, Long.MAX_VALUE);
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
}
