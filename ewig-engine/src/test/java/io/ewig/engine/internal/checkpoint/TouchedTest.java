package io.ewig.engine.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.internal.difference.AllKeys;
import io.ewig.engine.internal.difference.Candidates;
import io.ewig.engine.internal.difference.Changes;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.difference.Touched;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TouchedTest {

  private final Ewig db = Ewig.inMemory();
  private final Workshop workshop = new Workshop(db);

  @AfterEach
  void close() {
    db.close();
  }

  private Sight sight(String branch, long size) {
    return new Sight(workshop.state().refs().branch(branch).line().lineage(), size);
  }

  private Source source(Sight sight) {
    return workshop.state().source(sight.lineage(), sight.beforeSeq());
  }

  private static List<String> keys(Candidates keys) {
    List<String> found = new ArrayList<>();
    while (keys.next()) {
      found.add(HexFormat.of().formatHex(keys.key()));
    }
    return found;
  }

  /** With many others, the index is long beside what was committed, and the log is read. */
  private void addOthers(int count) {
    Transaction tx = db.begin("main");
    Table plants = tx.view().table("public", "plants");
    for (int i = 0; i < count; i++) {
      tx.put(plants, Row.of(1_000L + i, "another"), null);
    }
    tx.commit();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatWasTouchedHoldsAllThatDiffers(long seed) {
    Randoms random = new Randoms(seed);
    Gardening garden = new Gardening(db, random);
    garden.work(100);
    if (random.oneIn(2)) {
      addOthers(3_000);
    }
    garden.work(100);
    workshop.catchUp();
    String[] branches = garden.branches().toArray(String[]::new);
    for (int i = 0; i < 60; i++) {
      Sight one = sight(random.of(branches), someEnd(random));
      Sight other = sight(random.of(branches), someEnd(random));
      Touched touched = new Touched(workshop.state(), Touched.KEYS_MAX);
      assertThat(touched.add(one, other, Long.MAX_VALUE)).isTrue();
      assertThat(CheckpointsTest.keys(Changes.among(touched, source(one), source(other))))
          .as("seed %d: %s and %s", seed, one, other)
          .isEqualTo(
              CheckpointsTest.keys(
                  Changes.among(
                      new AllKeys(source(one), source(other)), source(one), source(other))));
    }
  }

  private long someEnd(Randoms random) {
    return db.events().commitOf(random.longBelow(db.head().size())).endSeq();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5_000})
  void itIsTheSameWhetherReadFromIndexOrLog(int others) {
    new Gardening(db, new Randoms(7));
    Table plants = db.view().table("public", "plants");
    addOthers(others);
    long from = db.head().size();
    for (long id = 0; id < 20; id++) {
      ValidPeriod period = new ValidPeriod(Gardening.day((int) id), Gardening.day((int) id + 1));
      Transaction tx = db.begin("main");
      tx.put(plants, Row.of(id % 4, "rose"), period);
      tx.commit();
      db.batch()
          .add(EventBuilder.in(Gardening.GARDEN).json("{\"id\":\"o" + id % 3 + "\"}"))
          .commit();
    }
    long to = db.head().size();
    addOthers(others);
    workshop.catchUp();
    Touched touched = new Touched(workshop.state(), Touched.KEYS_MAX);
    assertThat(touched.add(sight("main", from), sight("main", to), Long.MAX_VALUE)).isTrue();
    assertThat(touched.next()).isTrue();
    assertThat(Space.ROW.has(touched.key())).isTrue();
    assertThat(touched.window().from()).isEqualTo(nanos(0));
    assertThat(touched.window().to()).isEqualTo(nanos(17));
    assertThat(keys(touched)).hasSize(3 + 3);
  }

  private static long nanos(int day) {
    return SystemNanos.of(Gardening.day(day));
  }

  @Test
  void moreEventsThanWantedAreToldOf() {
    new Gardening(db, new Randoms(7)).work(100);
    workshop.catchUp();
    Touched touched = new Touched(workshop.state(), Touched.KEYS_MAX);
    assertThat(touched.add(Sight.NOTHING, sight("main", db.head().size()), 10)).isFalse();
  }

  @Test
  void moreKeysThanWantedAreToldOf() {
    new Gardening(db, new Randoms(7)).work(100);
    workshop.catchUp();
    Touched touched = new Touched(workshop.state(), 3);
    assertThat(touched.add(Sight.NOTHING, sight("main", db.head().size()), Long.MAX_VALUE))
        .isFalse();
  }
}
