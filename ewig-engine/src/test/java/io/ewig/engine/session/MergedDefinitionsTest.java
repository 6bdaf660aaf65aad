package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Check;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.ForeignKey;
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

/** What becomes of tables that were defined anew on both sides. */
class MergedDefinitionsTest extends MergeScene {

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

  /** Whose table is to go is said by renaming or dropping it, not by taking a side. */
  @Test
  void ofTablesOfOneNameTheirsIsTakenOnlyWhenItHasAnotherName() {
    EventBuilder event = EventBuilder.in(GARDEN).type("ObjectCreated");
    db.append(event.json("{\"id\":\"rose\"}"));
    db.branches().create("dev", "main");
    Table ours = created(strict());
    Table theirs = strict();
    commit("main", tx -> tx.insert(ours, Row.of(1L, "rose", 40), null));
    commit("dev", tx -> tx.create(theirs));
    commit("dev", tx -> tx.insert(theirs, Row.of(2L, "aster", 10), null));
    MergeResult.Paused paused = paused(merge());
    String id = paused.merge().id();
    String conflict = paused.conflicts().get(0).id();
    for (Resolution.Take take : List.of(Resolution.Take.THEIRS, Resolution.Take.BASE)) {
      assertRefused(ErrorCode.INVALID_ARGUMENT, () -> merges.settle(id, conflict, take));
      merges.settleAll(id, take);
      assertThat(merges.conflicts(id)).extracting(MergeConflict::id).containsExactly(conflict);
      assertThat(merges.complete(id)).isInstanceOf(MergeResult.Paused.class);
    }
    commit("dev", tx -> tx.alter(theirs, new Alteration.RenameTable("public", "herbs")));
    assertThat(merge()).isInstanceOf(MergeResult.Merged.class);
    assertThat(rows("main")).containsExactly(Row.of(1L, "rose", 40));
    RowCursor herbs = db.view().scan(db.view().table("public", "herbs"));
    assertThat(herbs.next()).isTrue();
    assertThat(herbs.row()).isEqualTo(Row.of(2L, "aster", 10));
  }

  @Test
  void partsThatMakeNoTableTogetherAreNotTaken() {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40));
    commit("main", tx -> tx.alter(plants, new Alteration.RenameColumn("name", "what")));
    commit(
        "dev",
        tx -> {
          Table now = tx.alter(plants, new Alteration.RenameColumn("height", "what"));
          now = tx.alter(now, adding("bed", MergeLaw.LWW));
          tx.put(now, Row.of(1L, "rose", 41, "north"), null);
        });
    String id = paused(merge()).merge().id();
    merges.settleAll(id, Resolution.Take.THEIRS);
    assertThat(merges.complete(id)).isInstanceOf(MergeResult.Paused.class);
    merges.settleAll(id, Resolution.Take.OURS);
    assertThat(merges.complete(id)).isInstanceOf(MergeResult.Merged.class);
    assertThat(columns(db.view())).containsExactly("id", "what", "height");
  }

  @Test
  void aPartOfADefinitionIsWhatItWasBeforeBothIfThatIsSaid() {
    Table plants = plants().column("bed", Type.VARCHAR).check("low", "height < 50").build();
    start(plants, Row.of(1L, "rose", 40, "north"));
    commit(
        "main",
        tx -> {
          Table now =
              tx.alter(plants, new Alteration.SetDefault("height", new Default.Constant(2)));
          now = tx.alter(now, new Alteration.DropConstraint("low"));
          tx.alter(now, new Alteration.DropColumn("bed"));
        });
    commit(
        "dev",
        tx -> {
          Table now =
              tx.alter(plants, new Alteration.SetDefault("height", new Default.Constant(3)));
          now = tx.alter(now, new Alteration.DropConstraint("low"));
          now = tx.alter(now, new Alteration.AddCheck(new Check("low", "height < 60")));
          tx.alter(now, new Alteration.SetColumnComment("bed", "where it stands"));
        });
    MergeResult.Paused paused = paused(merge());
    assertThat(paused.conflicts())
        .extracting(MergeConflict::what)
        .containsExactlyInAnyOrder("column height: default", "check low", "column bed");
    merges.settleAll(paused.merge().id(), Resolution.Take.BASE);
    assertThat(merges.complete(paused.merge().id())).isInstanceOf(MergeResult.Merged.class);
    Table merged = db.view().table("public", "plants");
    assertThat(merged.column("height").byDefault()).isEqualTo(Default.none());
    assertThat(merged.column("bed").comment()).isEmpty();
    assertThat(merged.checks()).isEqualTo(plants.checks());
    assertThat(rows("main")).containsExactly(Row.of(1L, "rose", 40, "north"));
  }

  @Test
  void aTableIsNotBroughtBackAsItWasBeforeBoth() {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40));
    commit("main", tx -> tx.drop(plants));
    put("dev", plants, Row.of(1L, "rose", 41));
    String id = paused(merge()).merge().id();
    merges.settleAll(id, Resolution.Take.BASE);
    assertThat(merges.complete(id)).isInstanceOf(MergeResult.Paused.class);
    merges.settleAll(id, Resolution.Take.OURS);
    assertThat(merges.complete(id)).isInstanceOf(MergeResult.Merged.class);
    assertThat(db.view().tables()).isEmpty();
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

  @Test
  void aTableThatWasDroppedAndCameBackMeanwhileIsNotTheOneThatATransactionKnew() {
    Table plants = strict();
    start(plants, Row.of(1L, "rose", 40));
    put("dev", plants, Row.of(1L, "rose", 41));
    Transaction late = db.begin("main");
    late.insert(plants, Row.of(2L, "tulip", 10), null);
    commit("main", tx -> tx.drop(plants));
    MergeResult.Paused paused = paused(merge());
    merges.settleAll(paused.merge().id(), Resolution.Take.THEIRS);
    merges.complete(paused.merge().id());
    assertThat(db.view().catalog().find("public", "plants")).contains(plants);
    assertRefused(ErrorCode.WRITE_CONFLICT, late::commit);
  }

  @Test
  void aForeignKeyToAColumnThatTheOtherSideDroppedIsAConflict() {
    Table plants = strict();
    Table beds =
        new TableBuilder(UUID.randomUUID(), "public", "beds")
            .notNull("id", Type.BIGINT)
            .column("code", Type.VARCHAR)
            .column("size", Type.INTEGER)
            .unique("code", "code")
            .primaryKey("id")
            .build();
    created(beds);
    commit("main", tx -> tx.insert(beds, Row.of(1L, "rose", 3), null));
    start(plants, Row.of(1L, "rose", 40));
    ReferentialAction none = ReferentialAction.NO_ACTION;
    ForeignKey toCode = new ForeignKey("f", List.of(1), beds.id(), List.of(1), none, none);
    commit("main", tx -> tx.alter(plants, new Alteration.AddForeignKey(toCode)));
    commit(
        "dev",
        tx -> {
          Table now = tx.alter(beds, new Alteration.DropConstraint("code"));
          now = tx.alter(now, new Alteration.DropColumn("code"));
          tx.put(now, Row.of(1L, 4), null);
        });
    MergeResult.Paused paused = paused(merge());
    assertThat(paused.conflicts())
        .extracting(MergeConflict::kind)
        .containsExactly(MergeConflict.Kind.CONSTRAINT);
    assertThat(paused.conflicts().get(0).what()).contains("no primary key and not unique");
  }
}
