package io.ewig.sync.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Ewig;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.replica.CommitCursor;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Payloads of rows lie in columns on the wire. */
class ColumnsTest {

  private static final int ROWS = 1_000;

  private static final Table PLANTS =
      new TableBuilder(new UUID(1, 1), "public", "plants")
          .notNull("id", Type.BIGINT)
          .column("height", Type.DOUBLE)
          .column("name", Type.VARCHAR)
          .primaryKey("id")
          .build();

  private final Ewig garden = Ewig.inMemory();

  @AfterEach
  void close() {
    garden.close();
  }

  private VersionVector create() {
    try (Transaction tx = garden.begin("main")) {
      tx.create(PLANTS);
      tx.commit();
    }
    return garden.replica().version();
  }

  private void plant(int rows, Randoms random) {
    try (Transaction tx = garden.begin("main")) {
      for (int i = 0; i < rows; i++) {
        double height = random.longBelow(1L << 53) / 1e9;
        String name = random.oneIn(3) ? null : "r".repeat(random.below(3));
        tx.put(PLANTS, PLANTS.accept(random.longBelow(1L << 20), height, name), null);
      }
      tx.commit();
    }
  }

  private Message.Events since(VersionVector version) {
    List<Commit> commits = new ArrayList<>();
    CommitCursor cursor = garden.replica().since(version);
    while (cursor.next()) {
      commits.add(cursor.commit());
    }
    return new Message.Events(commits, garden.replica().giveSaltKeys(commits));
  }

  private static byte[] written(Message.Events events) {
    BytesOut out = new BytesOut(100);
    BatchWriter.write(events, out);
    return out.toArray();
  }

  private static Message.Events read(byte[] bytes) {
    return new BatchReader(new BytesIn(bytes, "a batch"), new Allowance(Integer.MAX_VALUE)).read();
  }

  private static void requireSame(Message.Events read, Message.Events written) {
    assertThat(read.commits()).hasSameSizeAs(written.commits());
    for (int i = 0; i < read.commits().size(); i++) {
      List<Event> one = read.commits().get(i).events();
      List<Event> other = written.commits().get(i).events();
      assertThat(one).extracting(Event::hash).isEqualTo(other.stream().map(Event::hash).toList());
      assertThat(one)
          .extracting(event -> ((Payload.Inline) event.payload()).bytes())
          .containsExactlyElementsOf(
              other.stream().map(event -> ((Payload.Inline) event.payload()).bytes()).toList());
    }
  }

  @Test
  void rowsOfAnySizesAreReadAsTheyWereWritten() {
    VersionVector before = create();
    for (int seed = 0; seed < 50; seed++) {
      Randoms random = new Randoms(seed);
      plant(1 + random.below(60), random);
      Message.Events events = since(before);
      requireSame(read(written(events)), events);
      before = random.oneIn(3) ? before : garden.replica().version();
    }
  }

  /** Of a row of 20 random bits, 53 and some, the rest is said about once for all. */
  @Test
  void rowsTakeLittleMoreThanWhatIsRandomInThem() {
    VersionVector before = create();
    try (Transaction tx = garden.begin("main")) {
      Randoms random = new Randoms(1);
      for (int i = 0; i < ROWS; i++) {
        double height = random.longBelow(1L << 53) / 1e9;
        tx.put(PLANTS, PLANTS.accept(random.longBelow(1L << 20), height, "rose"), null);
      }
      tx.commit();
    }
    assertThat(written(since(before)).length / ROWS).isLessThan(13);
  }

  @Test
  void rowsBesideOtherEventsAreReadToo() {
    VersionVector before = create();
    plant(100, new Randoms(1));
    garden.append(EventBuilder.in("a://garden").json("{\"id\":\"rose\"}"));
    plant(100, new Randoms(2));
    Message.Events events = since(before);
    requireSame(read(written(events)), events);
  }

  @Test
  void groupsThatDoNotAddUpAreRefused() {
    requireRefused(100, 1, 0, 5);
    requireRefused(100, 1, 5, 0);
    requireRefused(100, 1, 5, 19);
    requireRefused(100, 1, 5, 21);
    requireRefused(100, 2, 5, 10, 5, 10);
    requireRefused(100, 2, 6, 10, 4, 10);
    requireRefused(100, BatchFormat.GROUPS_MAX + 1, 1, 1);
    requireRefused(100, 1, 1 << 26, 1 << 26);
  }

  private static void requireRefused(int length, int groups, int... sizesAndCounts) {
    BytesOut out = new BytesOut(100).putVarint(groups);
    for (int each : sizesAndCounts) {
      out.putVarint(each);
    }
    BytesIn in = new BytesIn(out.toArray(), "a batch");
    assertThatThrownBy(() -> new PayloadReader(in, length)).isInstanceOf(CorruptionException.class);
  }
}
