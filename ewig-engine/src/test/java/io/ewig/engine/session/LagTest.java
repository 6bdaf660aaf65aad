package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import io.ewig.engine.log.Durability;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The state lags behind by more than waits in memory; whoever reads still misses nothing. */
class LagTest {

  private static final World GARDEN = World.of("a://garden");
  private static final int COMMITS = 72;
  private static final int EVENTS = 1_000;

  private static void append(TestDatabase db, int commit) {
    EventDraft[] drafts = new EventDraft[EVENTS];
    for (int i = 0; i < EVENTS; i++) {
      String json = "{\"id\":\"" + (i % 50) + "\",\"n\":" + (commit * EVENTS + i) + "}";
      byte[] payload = json.getBytes(StandardCharsets.UTF_8);
      drafts[i] = new EventDraft(GARDEN, EventType.of("StateChanged"), null, payload);
    }
    db.append("main", drafts).commit();
  }

  private static void assertAllThere(TestDatabase db) {
    View view = db.view();
    assertThat(view.size()).isEqualTo((long) COMMITS * EVENTS);
    assertThat(view.world(GARDEN).keys()).hasSize(50);
    for (int i = 0; i < 50; i++) {
      int last = COMMITS * EVENTS - 50 + i;
      assertThat(view.object(GARDEN, "" + i).orElseThrow()).hasToString("{\"n\":" + last + "}");
    }
    View old = db.view("main", new When.AfterEvent(3 * EVENTS));
    assertThat(old.object(GARDEN, "0").orElseThrow())
        .hasToString("{\"n\":" + (4 * EVENTS - 50) + "}");
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, false", "true, true", "false, true"})
  void nothingIsMissed(boolean isDurable, boolean hasReader) throws Exception {
    Durability durability = isDurable ? Durability.DURABLE : Durability.NONE;
    try (TestDatabase db = TestDatabase.onDisk(durability)) {
      ExecutorService others = Executors.newSingleThreadExecutor();
      CountDownLatch isOver = new CountDownLatch(1);
      Future<Integer> reader = others.submit(() -> hasReader ? read(db, isOver) : 0);
      for (int i = 0; i < COMMITS; i++) {
        append(db, i);
      }
      isOver.countDown();
      assertThat(reader.get(60, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(0);
      others.shutdown();
      assertAllThere(db);
      db.rebuild();
      assertAllThere(db);
    }
  }

  /** Each view holds whole commits, and never less than one before. */
  private static int read(TestDatabase db, CountDownLatch isOver) throws InterruptedException {
    long size = 0;
    int views = 0;
    while (!isOver.await(1, TimeUnit.MILLISECONDS)) {
      View view = db.view();
      assertThat(view.size()).isGreaterThanOrEqualTo(size);
      size = view.size();
      assertThat(size % EVENTS).isZero();
      if (size > 0) {
        assertThat(view.object(GARDEN, "49").orElseThrow())
            .hasToString("{\"n\":" + (size - 1) + "}");
      }
      views++;
    }
    return views;
  }
}
