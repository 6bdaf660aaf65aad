package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

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
}
