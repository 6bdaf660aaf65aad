package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.event.Commit;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Columns that were dropped here and come back by a merge: with the values that they had. */
class RestoredColumnsTest extends MergeScene {

  private final Table plants = strict();

  @BeforeEach
  void plant() {
    start(
        plants,
        Row.of(1L, "rose", 40),
        Row.of(2L, "aster", 10),
        Row.of(3L, "tulip", 20),
        Row.of(9L, "yew", 200));
  }

  private Commit drop(String branch, String column) {
    return commit(branch, tx -> tx.alter(tx.view().table("public", "plants"), dropping(column)));
  }

  private static Alteration dropping(String column) {
    return new Alteration.DropColumn(column);
  }

  private void put(String branch, Object... row) {
    commit(branch, tx -> tx.put(tx.view().table("public", "plants"), Row.of(row), null));
  }

  private void delete(String branch, long id) {
    commit(branch, tx -> tx.delete(tx.view().table("public", "plants"), List.of(id), null));
  }

  @Test
  void aDroppedColumnThatIsRevertedHasItsValues() {
    Commit drop = drop("main", "height");
    merges.revert(drop.id(), "main", new Words());
    assertThat(rows("main"))
        .containsExactly(
            Row.of(1L, "rose", 40),
            Row.of(2L, "aster", 10),
            Row.of(3L, "tulip", 20),
            Row.of(9L, "yew", 200));
  }

  @Test
  void whatWasDoneSinceTheDropStaysWhenThatIsReverted() {
    Commit drop = drop("main", "height");
    put("main", 1L, "dog rose");
    delete("main", 2L);
    put("main", 4L, "fern");
    assertThat(merges.revert(drop.id(), "main", new Words()))
        .isInstanceOf(MergeResult.Merged.class);
    assertThat(rows("main"))
        .containsExactly(
            Row.of(1L, "dog rose", 40),
            Row.of(3L, "tulip", 20),
            Row.of(4L, "fern", null),
            Row.of(9L, "yew", 200));
  }

  @Test
  void aMergeThatTakesTheirsHasTheValuesThatTheyHave() {
    put("main", 2L, "aster", 11);
    drop("main", "height");
    put("main", 3L, "fern");
    put("dev", 1L, "rose", 41);
    merges.merge("dev", "main", MergeStrategy.THEIRS, new Words());
    assertThat(rows("main")).isEqualTo(rows("dev"));
  }

  @Test
  void aConflictThatIsSettledByTheirsBringsAllValuesBack() {
    put("main", 2L, "aster", 11);
    drop("main", "height");
    put("main", 3L, "fern");
    delete("main", 1L);
    commit("dev", tx -> tx.alter(plants, new Alteration.SetColumnComment("height", "in cm")));
    MergeResult.Paused paused = paused(merge());
    assertThat(paused.conflicts()).extracting(MergeConflict::what).containsExactly("column height");
    merges.settleAll(paused.merge().id(), Resolution.Take.THEIRS);
    assertThat(merges.complete(paused.merge().id())).isInstanceOf(MergeResult.Merged.class);
    assertThat(rows("main"))
        .containsExactly(Row.of(2L, "aster", 10), Row.of(3L, "fern", 20), Row.of(9L, "yew", 200));
    assertThat(merge()).isInstanceOf(MergeResult.UpToDate.class);
  }

  @Test
  void aColumnThatStaysDroppedTakesNothingWithIt() {
    drop("main", "height");
    commit("dev", tx -> tx.alter(plants, new Alteration.SetColumnComment("height", "in cm")));
    put("dev", 1L, "rose", 41);
    put("dev", 2L, "daisy", 10);
    MergeResult.Paused paused = paused(merge());
    merges.settleAll(paused.merge().id(), Resolution.Take.OURS);
    assertThat(merges.complete(paused.merge().id())).isInstanceOf(MergeResult.Merged.class);
    assertThat(rows("main"))
        .containsExactly(
            Row.of(1L, "rose"), Row.of(2L, "daisy"), Row.of(3L, "tulip"), Row.of(9L, "yew"));
  }

  private void dropAndAddAgain(String branch, String column) {
    drop(branch, column);
    commit(
        branch,
        tx ->
            tx.alter(
                tx.view().table("public", "plants"),
                new Alteration.AddColumn(
                    column, Type.INTEGER, true, Default.none(), null, true, MergeLaw.FAIL, "")));
  }

  @Test
  void aColumnThatTheyDroppedAndAddedAgainIsEmptyAsItIsThere() {
    dropAndAddAgain("dev", "height");
    put("dev", 3L, "tulip", 21);
    put("main", 1L, "dog rose", 40);
    assertThat(merge()).isInstanceOf(MergeResult.Merged.class);
    assertThat(rows("main"))
        .containsExactly(
            Row.of(1L, "dog rose", null),
            Row.of(2L, "aster", null),
            Row.of(3L, "tulip", 21),
            Row.of(9L, "yew", null));
  }

  @Test
  void aColumnThatWasDroppedAndAddedAgainHereHasWhatTheyHaveIfTheirsIsTaken() {
    dropAndAddAgain("main", "height");
    put("main", 3L, "fern", 21);
    put("dev", 1L, "dog rose", 41);
    merges.merge("dev", "main", MergeStrategy.THEIRS, new Words());
    assertThat(rows("main")).isEqualTo(rows("dev"));
  }
}
