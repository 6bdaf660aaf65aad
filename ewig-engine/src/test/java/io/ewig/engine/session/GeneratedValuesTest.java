package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Ewig;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.ReferentialAction;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.schema.TableParts;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows with computed columns, as who uses the engine without SQL writes them. */
class GeneratedValuesTest {

  private final Ewig db = Ewig.inMemory();

  @AfterEach
  void close() {
    db.close();
  }

  private static TableBuilder beds() {
    return new TableBuilder(new UUID(1, 1), "public", "beds")
        .notNull("id", Type.BIGINT)
        .column("width", Type.BIGINT)
        .column("length", Type.BIGINT)
        .primaryKey("id");
  }

  private static Default formula(String text) {
    return new Default.Generated(text);
  }

  private static Alteration adding(String name, Type type, String text) {
    return new Alteration.AddColumn(name, type, true, formula(text), null, true, MergeLaw.LWW, "");
  }

  private Table created(TableBuilder table) {
    Table made = table.build();
    does(transaction -> transaction.create(made));
    return made;
  }

  private void does(Consumer<Transaction> work) {
    try (Transaction transaction = db.begin("main")) {
      work.accept(transaction);
      transaction.commit();
    }
  }

  private Table current() {
    return db.view().table("public", "beds");
  }

  private @Nullable Object area(long id) {
    Table table = current();
    return db.view().get(table, id).get(table.positionOf("area"));
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            EwigException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @Test
  void whoeverWritesARowTheColumnIsComputed() {
    Table beds = created(beds().column("area", Type.BIGINT, formula("width * length"), false));
    does(tx -> tx.insert(beds, Map.of("id", 1L, "width", 2L, "length", 3L)));
    assertThat(area(1)).isEqualTo(6L);
    does(tx -> tx.update(beds, List.of(1L), row -> row.with(1, 5L), null));
    assertThat(area(1)).isEqualTo(15L);
    does(tx -> tx.put(beds, Row.of(1L, 4L, 4L, null), null));
    assertThat(area(1)).isEqualTo(16L);
    does(tx -> tx.insert(beds, Row.of(2L, 1L, 1L, 99L), null));
    assertThat(area(2)).isEqualTo(1L);
    does(
        tx ->
            tx.update(
                beds,
                List.of(new Transaction.Replacement(List.of(2L), Row.of(3L, 7L, 1L, 0L), null))));
    assertThat(area(3)).isEqualTo(7L);
  }

  @Test
  void aRowForWhichItCannotBeComputedIsRefused() {
    Table beds = created(beds().column("area", Type.SMALLINT, formula("width / length"), false));
    assertRefused(
        ErrorCode.DIVISION_BY_ZERO,
        () -> does(tx -> tx.insert(beds, Map.of("id", 1L, "width", 2L, "length", 0L))));
    assertRefused(ErrorCode.NULL_NOT_ALLOWED, () -> does(tx -> tx.insert(beds, Map.of("id", 1L))));
    assertRefused(
        ErrorCode.OUT_OF_RANGE,
        () -> does(tx -> tx.insert(beds, Map.of("id", 1L, "width", 40_000L, "length", 1L))));
    assertRefused(
        ErrorCode.GENERATED_ALWAYS,
        () -> does(tx -> tx.insert(beds, Map.of("id", 1L, "width", 1L, "length", 1L, "area", 1))));
  }

  @Test
  void rowsThatAreOlderThanTheColumnHaveItToo() {
    Table beds = created(beds());
    does(tx -> tx.insert(beds, Map.of("id", 1L, "width", 2L, "length", 3L)));
    long before = db.head().size();
    does(tx -> tx.alter(beds, adding("area", Type.INTEGER, "width * length")));
    assertThat(area(1)).isEqualTo(6);
    assertThat(db.view("main", new When.AfterEvent(before - 1)).get(beds, 1L))
        .isEqualTo(Row.of(1L, 2L, 3L));
    does(
        tx ->
            tx.alter(
                current(), new Alteration.AddKey("by_area", List.of("area"), Index.Role.INDEX)));
    RowCursor found = db.view().lookup(current(), current().keys().get(1), List.of(6));
    assertThat(found.next()).isTrue();
  }

  @Test
  void aColumnThatIsNoLongerComputedKeepsWhatItHad() {
    Table beds = created(beds());
    does(tx -> tx.insert(beds, Map.of("id", 1L, "width", 2L, "length", 3L)));
    does(tx -> tx.alter(beds, adding("area", Type.INTEGER, "width * length")));
    does(tx -> tx.insert(current(), Map.of("id", 2L, "width", 5L, "length", 5L)));
    does(tx -> tx.alter(current(), new Alteration.DropExpression("area")));
    assertThat(area(1)).isEqualTo(6);
    assertThat(area(2)).isEqualTo(25);
    does(tx -> tx.update(current(), List.of(1L), row -> row.with(1, 9L), null));
    assertThat(area(1)).isEqualTo(6);
    does(tx -> tx.alter(current(), new Alteration.DropColumn("width")));
    assertThat(area(2)).isEqualTo(25);
  }

  @Test
  void aColumnThatABranchFreedKeepsWhatItHadWhenThatIsMerged() {
    Table beds = created(beds());
    does(tx -> tx.insert(beds, Map.of("id", 1L, "width", 2L, "length", 3L)));
    does(tx -> tx.alter(beds, adding("area", Type.INTEGER, "width * length")));
    db.branches().create("free", "main");
    try (Transaction transaction = db.begin("free")) {
      transaction.alter(
          transaction.view().table("public", "beds"), new Alteration.DropExpression("area"));
      transaction.commit();
    }
    does(tx -> tx.insert(current(), Map.of("id", 2L, "width", 5L, "length", 5L)));
    db.merges().merge("free", "main", MergeStrategy.RECURSIVE, new Words());
    assertThat(current().column("area").isGenerated()).isFalse();
    assertThat(area(1)).isEqualTo(6);
    assertThat(area(2)).isEqualTo(25);
  }

  @Test
  void aMergeThatLeavesNothingToComputeIsAConflict() {
    Table beds =
        created(beds().column("area", Type.BIGINT, formula("100 / (width - length)"), true));
    does(tx -> tx.insert(beds, Map.of("id", 1L, "width", 2L, "length", 3L)));
    db.branches().create("other", "main");
    try (Transaction transaction = db.begin("other")) {
      transaction.update(beds, List.of(1L), row -> row.with(1, 7L), null);
      transaction.commit();
    }
    does(tx -> tx.update(beds, List.of(1L), row -> row.with(2, 7L), null));
    MergeResult result = db.merges().merge("other", "main", MergeStrategy.RECURSIVE, new Words());
    assertThat(result).isInstanceOf(MergeResult.Paused.class);
    assertThat(area(1)).isEqualTo(-20L);
  }

  @Test
  void aChildThatFollowsItsParentIsComputedAnew() {
    Table beds = created(beds());
    Table plants =
        new TableBuilder(new UUID(1, 2), "public", "plants")
            .notNull("id", Type.BIGINT)
            .column("bed", Type.BIGINT)
            .column("place", Type.BIGINT, formula("coalesce(bed, 0) * 10"), true)
            .primaryKey("id")
            .foreignKey(
                "",
                List.of("bed"),
                beds,
                List.of("id"),
                ReferentialAction.SET_NULL,
                ReferentialAction.CASCADE)
            .build();
    does(tx -> tx.create(plants));
    does(tx -> tx.insert(beds, Map.of("id", 1L)));
    does(tx -> tx.insert(plants, Map.of("id", 1L, "bed", 1L)));
    does(tx -> tx.update(beds, List.of(1L), row -> row.with(0, 7L), null));
    assertThat(db.view().get(plants, 1L)).isEqualTo(Row.of(1L, 7L, 70L));
    does(tx -> tx.delete(beds, List.of(7L), null));
    assertThat(db.view().get(plants, 1L)).isEqualTo(Row.of(1L, null, 0L));
  }

  @Test
  void wholeNumbersAreRounded() {
    Table beds = created(beds().column("area", Type.INTEGER, formula("width / 2.0"), true));
    does(tx -> tx.insert(beds, Map.of("id", 1L, "width", 5L)));
    assertThat(area(1)).isEqualTo(3);
  }

  @Test
  void aDefinitionSaysWhatItIsComputedFrom() {
    Table beds = beds().column("area", Type.INTEGER, formula("width * length"), true).build();
    assertThat(TableParts.of(beds))
        .containsEntry("column area", "integer GENERATED ALWAYS AS (width * length) STORED");
  }

  @Test
  void aColumnOfThePrimaryKeyIsNotComputed() {
    assertRefused(
        ErrorCode.UNSUPPORTED,
        () ->
            new TableBuilder(new UUID(1, 3), "public", "t")
                .column("a", Type.BIGINT)
                .column("b", Type.BIGINT, formula("a"), false)
                .primaryKey("b")
                .build());
  }
}
