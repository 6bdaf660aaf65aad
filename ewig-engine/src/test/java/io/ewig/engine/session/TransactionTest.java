package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionTest {

  private final Ewig db = Ewig.inMemory();

  @AfterEach
  void close() {
    db.close();
  }

  private static Table plants() {
    return new TableBuilder(UUID.randomUUID(), "public", "plants")
        .notNull("id", Type.BIGINT)
        .column("name", Type.VARCHAR)
        .column("height", Type.INTEGER)
        .primaryKey("id")
        .build();
  }

  private static Map<String, Object> plant(long id, String name, int height) {
    return Map.of("id", id, "name", name, "height", height);
  }

  private Table created(Table table) {
    Transaction tx = db.begin("main");
    tx.create(table);
    tx.commit();
    return table;
  }

  private void insert(Table table, Map<String, Object> values) {
    Transaction tx = db.begin("main");
    tx.insert(table, values);
    tx.commit();
  }

  private static List<Row> rows(RowCursor cursor) {
    List<Row> rows = new ArrayList<>();
    while (cursor.next()) {
      rows.add(cursor.row());
    }
    return rows;
  }

  @Test
  void aCommittedRowIsFound() {
    Table plants = created(plants());
    insert(plants, plant(1, "rose", 40));
    View view = db.view();
    Table found = view.table("public", "plants");
    assertThat(found).isEqualTo(plants);
    assertThat(view.get(found, 1L)).isEqualTo(Row.of(1L, "rose", 40));
    assertThat(view.get(found, 2L)).isNull();
    assertThat(rows(view.scan(found))).containsExactly(Row.of(1L, "rose", 40));
  }

  @Test
  void aTransactionSeesItsOwnChangesAndOthersDoNot() {
    Table plants = created(plants());
    insert(plants, plant(1, "rose", 40));
    try (Transaction tx = db.begin("main")) {
      tx.insert(plants, plant(2, "tulip", 20));
      tx.update(plants, List.of(1L), row -> row.with(2, 41), null);
      assertThat(rows(tx.view().scan(plants)))
          .containsExactly(Row.of(1L, "rose", 41), Row.of(2L, "tulip", 20));
      tx.delete(plants, List.of(1L), null);
      assertThat(rows(tx.view().scan(plants))).containsExactly(Row.of(2L, "tulip", 20));
      assertThat(rows(db.view().scan(plants))).containsExactly(Row.of(1L, "rose", 40));
    }
    assertThat(rows(db.view().scan(plants))).containsExactly(Row.of(1L, "rose", 40));
  }

  @Test
  void theFirstOfTwoThatChangeARowWins() {
    Table plants = created(plants());
    insert(plants, plant(1, "rose", 40));
    Transaction first = db.begin("main");
    Transaction second = db.begin("main");
    first.update(plants, List.of(1L), row -> row.with(2, 41), null);
    second.update(plants, List.of(1L), row -> row.with(2, 42), null);
    first.commit();
    assertThatThrownBy(second::commit)
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("id = 1");
    assertThat(db.view().get(plants, 1L)).isEqualTo(Row.of(1L, "rose", 41));
  }

  @Test
  void oldMomentsStayAsTheyWere() {
    Table plants = created(plants());
    insert(plants, plant(1, "rose", 40));
    Instant before = Instant.now();
    Transaction tx = db.begin("main");
    tx.update(plants, List.of(1L), row -> row.with(2, 50), null);
    tx.commit();
    assertThat(db.view("main", new When.At(before)).get(plants, 1L))
        .isEqualTo(Row.of(1L, "rose", 40));
    assertThat(db.view().get(plants, 1L)).isEqualTo(Row.of(1L, "rose", 50));
    assertThat(db.view().validAt(before).get(plants, 1L)).isEqualTo(Row.of(1L, "rose", 40));
    assertThat(db.view().history(plants, 1L)).hasSize(2);
  }

  @Test
  void aPortionOfValidTimeChangesAlone() {
    Table plants = created(plants());
    Transaction tx = db.begin("main");
    Instant may = Instant.parse("2026-05-01T00:00:00Z");
    Instant june = Instant.parse("2026-06-01T00:00:00Z");
    Instant july = Instant.parse("2026-07-01T00:00:00Z");
    tx.insert(plants, plant(1, "rose", 40), ValidPeriod.from(may));
    tx.update(plants, List.of(1L), row -> row.with(2, 45), new ValidPeriod(june, july));
    tx.commit();
    assertThat(db.view().timeline(plants, 1L))
        .containsExactly(
            new TimedRow(Row.of(1L, "rose", 40), new ValidPeriod(may, june)),
            new TimedRow(Row.of(1L, "rose", 45), new ValidPeriod(june, july)),
            new TimedRow(Row.of(1L, "rose", 40), ValidPeriod.from(july)));
  }

  @Test
  void uniqueIsEnforced() {
    Table plants =
        created(
            new TableBuilder(UUID.randomUUID(), "public", "plants")
                .notNull("id", Type.BIGINT)
                .column("name", Type.VARCHAR)
                .primaryKey("id")
                .unique("plants_name", "name")
                .build());
    insert(plants, Map.of("id", 1L, "name", "rose"));
    Transaction tx = db.begin("main");
    tx.insert(plants, Map.of("id", 2L, "name", "rose"));
    assertThatThrownBy(tx::commit)
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DUPLICATE_KEY));
    Transaction again = db.begin("main");
    again.update(plants, List.of(1L), row -> row.with(1, "tulip"), null);
    again.insert(plants, Map.of("id", 2L, "name", "rose"));
    again.commit();
    View view = db.view();
    assertThat(rows(view.lookup(plants, plants.keys().get(1), List.of("rose"))))
        .containsExactly(Row.of(2L, "rose"));
  }

  @Test
  void rowsExchangeTheirKeysWhenTheyAreChangedTogether() {
    Table plants = created(plants());
    insert(plants, plant(1, "rose", 40));
    insert(plants, plant(2, "oak", 900));
    Transaction tx = db.begin("main");
    int pieces =
        tx.update(
            plants,
            List.of(
                new Transaction.Replacement(List.of(1L), Row.of(2L, "rose", 41), null),
                new Transaction.Replacement(List.of(2L), Row.of(1L, "oak", 901), null)));
    tx.commit();
    assertThat(pieces).isEqualTo(2);
    assertThat(rows(db.view().scan(plants)))
        .containsExactly(Row.of(1L, "oak", 901), Row.of(2L, "rose", 41));
  }

  @Test
  void rowsThatAreChangedTogetherGetKeysOfTheirOwnOrNoneChanges() {
    Table plants = created(plants());
    insert(plants, plant(1, "rose", 40));
    insert(plants, plant(2, "oak", 900));
    insert(plants, plant(3, "fern", 30));
    Transaction tx = db.begin("main");
    List<Transaction.Replacement> ontoAnother =
        List.of(
            new Transaction.Replacement(List.of(1L), Row.of(2L, "rose", 40), null),
            new Transaction.Replacement(List.of(2L), Row.of(3L, "oak", 900), null));
    assertThatThrownBy(() -> tx.update(plants, ontoAnother))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("id = 3");
    List<Transaction.Replacement> ontoEachOther =
        List.of(
            new Transaction.Replacement(List.of(1L), Row.of(9L, "rose", 40), null),
            new Transaction.Replacement(List.of(2L), Row.of(9L, "oak", 900), null));
    assertThatThrownBy(() -> tx.update(plants, ontoEachOther)).hasMessageContaining("id = 9");
    assertThat(tx.isEmpty()).isTrue();
  }

  @Test
  void aColumnIsAddedWithoutRewritingRows() {
    Table plants = created(plants());
    insert(plants, plant(1, "rose", 40));
    Transaction tx = db.begin("main");
    Table altered = tx.alter(plants, new Alteration.RenameColumn("height", "cm"));
    assertThat(tx.view().get(altered, 1L)).isEqualTo(Row.of(1L, "rose", 40));
    tx.commit();
    assertThat(db.view().table("public", "plants").positionOf("cm")).isEqualTo(2);
  }

  @Test
  void aDatabaseOnDiskComesBack(@TempDir Path folder) {
    Table plants = plants();
    Config config = Config.defaults().withLog(LogKind.PLAIN);
    try (Ewig disk = Ewig.open(folder, config)) {
      Transaction tx = disk.begin("main");
      tx.create(plants);
      for (long i = 0; i < 10_000; i++) {
        tx.insert(plants, plant(i, "p" + i, (int) i));
      }
      tx.commit();
    }
    try (Ewig disk = Ewig.open(folder, config)) {
      assertThat(disk.view().get(plants, 77L)).isEqualTo(Row.of(77L, "p77", 77));
      assertThat(rows(disk.view().scan(plants))).hasSize(10_000);
    }
  }
}
