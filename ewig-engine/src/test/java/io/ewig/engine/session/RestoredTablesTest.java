package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.event.Commit;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.scan.KeyRange;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.ReferentialAction;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tables that were dropped here and come back by a merge: with the rows that the others have. */
class RestoredTablesTest extends MergeScene {

  private final Table plants = strict();

  private static Alteration adding(String name, Type type) {
    return new Alteration.AddColumn(
        name, type, true, Default.none(), null, true, MergeLaw.FAIL, "");
  }

  private MergeResult mergeTaking(Resolution.Take take) {
    MergeResult.Paused paused = paused(merge());
    assertThat(paused.conflicts()).extracting(MergeConflict::what).containsExactly("table");
    merges.settleAll(paused.merge().id(), take);
    return merges.complete(paused.merge().id());
  }

  private static List<Row> byIndex(View view, String name) {
    Table table = view.table("public", "plants");
    Index index =
        table.keys().stream().filter(key -> key.name().equals(name)).findFirst().orElseThrow();
    List<Row> rows = new ArrayList<>();
    RowCursor cursor = view.scan(table, index, KeyRange.ALL, false);
    while (cursor.next()) {
      rows.add(cursor.row());
    }
    return rows;
  }

  @Test
  void anIndexThatTheyMadeHasTheRowsFromBefore() {
    start(plants, Row.of(1L, "rose", 40), Row.of(2L, "aster", 10));
    commit("main", tx -> tx.drop(plants));
    commit(
        "dev",
        tx -> {
          Table now =
              tx.alter(
                  plants,
                  new Alteration.AddKey("by_height", List.of("height"), Index.Role.UNIQUE_INDEX));
          tx.put(now, Row.of(3L, "tulip", 20), null);
        });
    assertThat(mergeTaking(Resolution.Take.THEIRS)).isInstanceOf(MergeResult.Merged.class);
    assertThat(byIndex(db.view(), "by_height"))
        .containsExactly(Row.of(2L, "aster", 10), Row.of(3L, "tulip", 20), Row.of(1L, "rose", 40));
  }

  @Test
  void whatWasDoneHereBeforeTheDropIsGoneWithIt() {
    start(plants, Row.of(1L, "rose", 40), Row.of(2L, "aster", 10), Row.of(3L, "tulip", 20));
    commit(
        "main",
        tx -> {
          Table now = tx.alter(plants, adding("color", Type.VARCHAR));
          now = tx.alter(now, new Alteration.AddKey("k", List.of("color"), Index.Role.INDEX));
          tx.put(now, Row.of(1L, "rose", 40, "red"), null);
          tx.put(now, Row.of(2L, "daisy", 11, "white"), null);
          tx.put(now, Row.of(4L, "fern", 90, "green"), null);
        });
    commit("main", tx -> tx.drop(tx.view().table("public", "plants")));
    commit(
        "dev",
        tx -> {
          Table now = tx.alter(plants, adding("petals", Type.INTEGER));
          now = tx.alter(now, new Alteration.AddKey("k", List.of("petals"), Index.Role.INDEX));
          tx.put(now, Row.of(3L, "tulip", 20, 6), null);
        });
    assertThat(mergeTaking(Resolution.Take.THEIRS)).isInstanceOf(MergeResult.Merged.class);
    assertThat(rows("main")).isEqualTo(rows("dev"));
    assertThat(byIndex(db.view(), "k")).hasSize(3).hasSameElementsAs(rows("dev"));
    assertThat(merge()).isInstanceOf(MergeResult.UpToDate.class);
  }

  @Test
  void aTableThatReferredToWhatIsGoneStaysAway() {
    Table beds =
        new TableBuilder(UUID.randomUUID(), "public", "beds")
            .notNull("id", Type.INTEGER)
            .primaryKey("id")
            .build();
    Table planted =
        plants()
            .foreignKey(
                "bed",
                List.of("height"),
                beds,
                List.of("id"),
                ReferentialAction.NO_ACTION,
                ReferentialAction.NO_ACTION)
            .build();
    commit(
        "main",
        tx -> {
          tx.create(beds);
          tx.insert(beds, Row.of(40), null);
          tx.create(planted);
          tx.insert(planted, Row.of(1L, "rose", 40), null);
          tx.insert(planted, Row.of(2L, "aster", null), null);
        });
    db.branches().create("dev", "main");
    commit(
        "main",
        tx -> {
          tx.drop(planted);
          tx.delete(beds, List.of(40), null);
        });
    put("dev", planted, Row.of(2L, "daisy", null));
    MergeResult.Paused still = paused(mergeTaking(Resolution.Take.THEIRS));
    assertThat(still.conflicts())
        .extracting(MergeConflict::kind)
        .containsExactly(MergeConflict.Kind.CONSTRAINT);
    assertThat(still.conflicts().get(0).what()).contains("refers by 'bed'");
    assertThat(db.view().catalog().find(planted.id())).isEmpty();
  }

  @Test
  void aDropThatIsRevertedLeavesAllAsItWas() {
    start(plants, Row.of(1L, "rose", 40));
    Hash before = db.view().root();
    Commit drop = commit("main", tx -> tx.drop(plants));
    assertThat(db.view().root()).isNotEqualTo(before);
    merges.revert(drop.id(), "main", new Words());
    assertThat(db.view().root()).isEqualTo(before);
    assertThat(rows("main")).containsExactly(Row.of(1L, "rose", 40));
  }

  /** It counts as merged, so to the merge the rows from before are nothing new. */
  @Test
  void aTableThatWasNeverTakenComesWithAllItsRows() {
    created(
        new TableBuilder(UUID.randomUUID(), "public", "beds")
            .notNull("id", Type.BIGINT)
            .primaryKey("id")
            .build());
    db.branches().create("dev", "main");
    commit(
        "dev",
        tx -> {
          tx.create(plants);
          tx.insert(plants, Row.of(1L, "rose", 40), null);
          tx.insert(plants, Row.of(2L, "aster", 10), null);
        });
    merge(MergeStrategy.OURS);
    put("dev", plants, Row.of(2L, "aster", 11));
    assertThat(mergeTaking(Resolution.Take.THEIRS)).isInstanceOf(MergeResult.Merged.class);
    assertThat(rows("main")).containsExactly(Row.of(1L, "rose", 40), Row.of(2L, "aster", 11));
    KeptRules.assertKept(db.view(), "merged");
  }
}
