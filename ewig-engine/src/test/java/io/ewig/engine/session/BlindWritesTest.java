package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ConflictException;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who only writes does not wait for the state, and whoever reads still misses nothing. */
class BlindWritesTest {

  private final TestDatabase db = TestDatabase.inMemory();
  private Table plants;

  @BeforeEach
  void makeTable() {
    try (Transaction tx = db.begin("main")) {
      plants =
          tx.create(
              new TableBuilder(new UUID(7, 7), "public", "plants")
                  .notNull("id", Type.INTEGER)
                  .notNull("name", Type.VARCHAR)
                  .primaryKey("id")
                  .build());
      tx.commit();
    }
  }

  @AfterEach
  void close() {
    db.close();
  }

  private void put(int id, String name) {
    Transaction tx = db.begin("main");
    tx.put(plants, plants.accept(id, name), null);
    tx.commit();
  }

  @Test
  void writesLeaveTheStateBehindAndAReadBringsItForward() {
    put(0, "fern");
    long applied = db.state().versions().applied().endSeq();
    for (int i = 0; i < 100; i++) {
      put(i % 10, "rose " + i);
    }
    assertThat(db.state().versions().applied().endSeq()).isEqualTo(applied);
    Transaction tx = db.begin("main");
    Row row = tx.view().get(plants, 3);
    assertThat(row).isNotNull();
    assertThat(row.get(1)).isEqualTo("rose 93");
    assertThat(db.state().versions().applied().endSeq()).isEqualTo(db.log().head().size());
  }

  @Test
  void theLastOfTwoWhoWroteTheSameRowIsRefusedThoughNobodyRead() {
    Transaction first = db.begin("main");
    Transaction second = db.begin("main");
    Transaction other = db.begin("main");
    first.put(plants, plants.accept(1, "a"), null);
    second.put(plants, plants.accept(1, "b"), null);
    other.put(plants, plants.accept(2, "c"), null);
    first.commit();
    assertThatThrownBy(second::commit).isInstanceOf(ConflictException.class);
    other.commit();
    assertThat(db.view().get(plants, 1).get(1)).isEqualTo("a");
    assertThat(db.view().get(plants, 2).get(1)).isEqualTo("c");
  }

  @Test
  void aTableThatWasJustAlteredIsSeenSo() {
    put(1, "a");
    Transaction early = db.begin("main");
    Transaction altering = db.begin("main");
    Table altered =
        altering.alter(
            plants,
            new Alteration.AddColumn(
                "height", Type.INTEGER, true, Default.none(), null, true, MergeLaw.LWW, ""));
    altering.commit();
    early.put(plants, plants.accept(1, "b"), null);
    assertThatThrownBy(early::commit).isInstanceOf(ConflictException.class);
    Transaction late = db.begin("main");
    assertThat(late.view().table("public", "plants")).isEqualTo(altered);
    late.put(altered, altered.accept(1, "c", 3), null);
    late.commit();
    assertThat(db.view().get(altered, 1).toList()).isEqualTo(List.of(1, "c", 3));
  }
}
