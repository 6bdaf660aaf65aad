package io.ewig.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.merge.Difference;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncDatabaseTest {

  private static final Table PLANTS =
      new TableBuilder(new UUID(1, 1), "public", "plants")
          .notNull("id", Type.BIGINT)
          .column("name", Type.VARCHAR)
          .column("petals", Type.BIGINT)
          .mergeLaw("petals", MergeLaw.COUNTER)
          .primaryKey("id")
          .build();

  private final Ewig one = Ewig.inMemory();
  private final Ewig other = Ewig.inMemory();
  private final SyncDatabase here = new SyncDatabase(one);
  private final SyncDatabase there = new SyncDatabase(other);

  @BeforeEach
  void plant() {
    here.create(PLANTS);
    here.insert(PLANTS, Map.of("id", 1L, "name", "rose", "petals", 5L));
    there.mergeRemote(here.pending(there.state().version()));
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void cellsThatWereChangedApartAreBothChanged() {
    here.update(PLANTS, List.of(1L), "name", "Rose");
    there.update(PLANTS, List.of(1L), "petals", 7L);
    exchange();
    assertThat(one.view().get(PLANTS, 1L)).isEqualTo(Row.of(1L, "Rose", 7L));
    assertThat(other.view().get(PLANTS, 1L)).isEqualTo(Row.of(1L, "Rose", 7L));
    assertThat(here.state()).isEqualTo(there.state());
    assertThat(one.replica().root()).isEqualTo(other.replica().root());
  }

  private void exchange() {
    List<Commit> ours = here.pending(there.state().version());
    here.mergeRemote(there.pending(here.state().version()));
    there.mergeRemote(ours);
  }

  @Test
  void whatChangedIsSaidOnce() {
    here.update(PLANTS, List.of(1L), "name", "Rose");
    List<Commit> pending = here.pending(there.state().version());
    SyncDatabase.Merged first = there.mergeRemote(pending);
    assertThat(first.changes()).singleElement().isInstanceOf(Difference.OfRow.class);
    assertThat(first.adopted().events()).isEqualTo(1);
    SyncDatabase.Merged again = there.mergeRemote(pending);
    assertThat(again.changes()).isEmpty();
    assertThat(again.adopted().known()).isEqualTo(1);
  }

  @Test
  void aRowThatIsGoneIsGoneThere() {
    assertThat(here.delete(PLANTS, List.of(1L))).isTrue();
    assertThat(here.delete(PLANTS, List.of(1L))).isFalse();
    assertThat(here.update(PLANTS, List.of(1L), "name", "Rose")).isFalse();
    exchange();
    assertThat(other.view().get(PLANTS, 1L)).isNull();
  }

  @Test
  void allIsPendingForWhoKnowsNothing() {
    assertThat(here.pending(VersionVector.EMPTY)).hasSize(2);
    assertThat(here.pending(here.state().version())).isEmpty();
    assertThat(here.peer()).isNotEqualTo(there.peer());
  }
}
