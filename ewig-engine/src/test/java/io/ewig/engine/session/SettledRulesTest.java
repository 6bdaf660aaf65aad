package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.ReferentialAction;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Broken rules that are settled row by row: what is settled counts for the rest. */
class SettledRulesTest extends MergeScene {

  private static final int GENERATIONS = 15;
  private static final int LONG = 9_000_000; // two of these are too much for a row

  /** Each row but the first refers to the one that it grew from. */
  private static Table offshoots() {
    return new TableBuilder(UUID.randomUUID(), "public", "plants")
        .notNull("id", Type.INTEGER)
        .column("parent", Type.INTEGER)
        .primaryKey("id")
        .selfReference(
            "parent",
            List.of("parent"),
            List.of("id"),
            ReferentialAction.NO_ACTION,
            ReferentialAction.NO_ACTION)
        .build();
  }

  @Test
  void aTableFitsWhenTheRowInItsWayIsSettled() {
    Table plants = plants().mergeLaw("name", MergeLaw.FAIL).build();
    start(plants, Row.of(1L, "rose", 40));
    put("main", plants, Row.of(2L, "aster", 10));
    commit(
        "dev",
        tx -> {
          Table now =
              tx.alter(
                  plants,
                  new Alteration.AddKey("once", List.of("name"), Index.Role.UNIQUE_CONSTRAINT));
          tx.put(now, Row.of(3L, "aster", 11), null);
          tx.put(now, Row.of(4L, "tulip", 20), null);
        });
    MergeResult.Paused paused = paused(merge());
    assertThat(paused.conflicts())
        .extracting(MergeConflict::key)
        .containsExactlyInAnyOrder("", "id = 3");
    MergeConflict ofRow =
        paused.conflicts().stream().filter(one -> !one.key().isEmpty()).findFirst().orElseThrow();
    merges.settle(paused.merge().id(), ofRow.id(), Resolution.Take.OURS);
    assertThat(merges.conflicts(paused.merge().id())).isEmpty();
    assertThat(merges.complete(paused.merge().id())).isInstanceOf(MergeResult.Merged.class);
    assertThat(rows("main"))
        .containsExactly(Row.of(1L, "rose", 40), Row.of(2L, "aster", 10), Row.of(4L, "tulip", 20));
    KeptRules.assertKept(db.view(), "merged");
  }

  @Test
  void whoGoesOneAfterAnotherLeavesNobodyWithoutAParent() {
    Table plants = offshoots();
    start(plants, Row.of(0, null));
    commit("main", tx -> tx.delete(plants, List.of(0), null));
    commit(
        "dev",
        tx -> {
          for (int id = 1; id <= GENERATIONS; id++) {
            tx.insert(plants, Row.of(id, id - 1), null);
          }
        });
    MergeResult result = merge();
    for (int id = 1; id <= GENERATIONS; id++) {
      MergeResult.Paused paused = paused(result);
      assertThat(paused.conflicts()).extracting(MergeConflict::key).containsExactly("id = " + id);
      merges.settleAll(paused.merge().id(), Resolution.Take.OURS);
      result = merges.complete(paused.merge().id());
      KeptRules.assertKept(db.view(), "generation " + id);
    }
    assertThat(result).isInstanceOf(MergeResult.Merged.class);
    assertThat(rows("main")).isEmpty();
  }

  @Test
  void whatAnotherRowsSettlementEndsIsNoConflictAnyMore() {
    Table corners =
        new TableBuilder(UUID.randomUUID(), "public", "plants")
            .notNull("id", Type.INTEGER)
            .column("x", Type.INTEGER)
            .column("y", Type.INTEGER)
            .primaryKey("id")
            .unique("once", "x", "y")
            .build();
    start(corners, Row.of(1, 1, 1), Row.of(2, 2, 2));
    put("main", corners, Row.of(1, 3, 1));
    put("main", corners, Row.of(2, 2, 4));
    put("dev", corners, Row.of(1, 1, 4));
    put("dev", corners, Row.of(2, 3, 2));
    MergeResult.Paused paused = paused(merge());
    assertThat(paused.conflicts())
        .extracting(MergeConflict::key)
        .containsExactly("id = 1", "id = 2");
    String id = paused.merge().id();
    merges.settle(id, paused.conflicts().get(0).id(), Resolution.Take.OURS);
    assertThat(merges.conflicts(id)).isEmpty();
    assertThat(merges.complete(id)).isInstanceOf(MergeResult.Merged.class);
    assertThat(rows("main")).containsExactly(Row.of(1, 3, 1), Row.of(2, 3, 4));
    KeptRules.assertKept(db.view(), "merged");
  }

  @Test
  void aRowThatIsTooLongOnlyWhenMergedIsAConflict() {
    Table plants = plants().column("story", Type.VARCHAR).build();
    start(plants, Row.of(1L, "rose", 40, ""));
    put("main", plants, Row.of(1L, "r".repeat(LONG), 40, ""));
    put("dev", plants, Row.of(1L, "rose", 40, "s".repeat(LONG)));
    MergeConflict conflict = settled(Row.of(1L, "rose", 40, "short"));
    assertThat(conflict.key()).isEqualTo("id = 1");
    assertThat(conflict.what()).contains("a row of table plants takes");
    assertThat(rows("main")).containsExactly(Row.of(1L, "rose", 40, "short"));
  }

  @Test
  void aKeyThatIsTooLongForAnIndexOfTheOtherSideIsAConflict() {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40));
    commit(
        "main",
        tx ->
            tx.alter(plants, new Alteration.AddKey("by_name", List.of("name"), Index.Role.INDEX)));
    put("dev", plants, Row.of(2L, "a".repeat(5_000), 11));
    MergeConflict conflict = settled(Row.of(2L, "aster", 11));
    assertThat(conflict.key()).isEqualTo("id = 2");
    assertThat(conflict.what()).contains("are over 4000 bytes long");
    assertThat(rows("main")).containsExactly(Row.of(1L, "rose", 40), Row.of(2L, "aster", 11));
    KeptRules.assertKept(db.view(), "merged");
  }

  /** Merges what has one conflict that no side can have, and settles it. */
  private MergeConflict settled(Row to) {
    MergeResult.Paused paused = paused(merge());
    String id = paused.merge().id();
    assertThat(paused.conflicts())
        .extracting(MergeConflict::kind)
        .containsExactly(MergeConflict.Kind.CONSTRAINT);
    merges.settleAll(id, Resolution.Take.THEIRS);
    assertThat(merges.conflicts(id)).isEqualTo(paused.conflicts());
    MergeConflict conflict = paused.conflicts().get(0);
    merges.settleTo(id, conflict.id(), to);
    assertThat(merges.complete(id)).isInstanceOf(MergeResult.Merged.class);
    return conflict;
  }

  @Test
  void anIndexThatRowsOfTheOtherSideAreTooLongForIsAConflict() {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40));
    put("main", plants, Row.of(2L, "a".repeat(5_000), 11));
    commit(
        "dev",
        tx ->
            tx.alter(plants, new Alteration.AddKey("by_name", List.of("name"), Index.Role.INDEX)));
    MergeResult.Paused paused = paused(merge());
    assertThat(paused.conflicts())
        .extracting(MergeConflict::where)
        .containsExactly("public.plants");
    ValidPeriod always = ValidPeriod.ofNanos(Long.MIN_VALUE, Long.MAX_VALUE);
    commit("main", tx -> tx.delete(plants, List.of(2L), always));
    assertThat(merges.complete(paused.merge().id())).isInstanceOf(MergeResult.Merged.class);
    KeptRules.assertKept(db.view(), "merged");
  }
}
