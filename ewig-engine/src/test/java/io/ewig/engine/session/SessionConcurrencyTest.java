package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.error.ConflictException;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import io.ewig.engine.log.Durability;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many threads at once: nothing is lost, nothing is done twice. */
class SessionConcurrencyTest {

  private static final int THREADS = 8;
  private static final int TIMES = 40;
  private static final int COUNTERS = 3;

  private final TestDatabase db = TestDatabase.onDisk(Durability.NONE);
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Table counters =
      new TableBuilder(new UUID(1, 1), "public", "counters")
          .notNull("id", Type.BIGINT)
          .column("count", Type.INTEGER)
          .primaryKey("id")
          .index("counters_count", "count")
          .build();

  @AfterEach
  void close() {
    threads.shutdownNow();
    db.close();
  }

  private void all(Callable<Void> work) throws Exception {
    List<Future<Void>> futures = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      futures.add(threads.submit(work));
    }
    for (Future<Void> future : futures) {
      future.get();
    }
  }

  @Test
  void noUpdateIsLost() throws Exception {
    try (Transaction tx = db.begin("main")) {
      tx.create(counters);
      for (long id = 0; id < COUNTERS; id++) {
        tx.insert(counters, Map.of("id", id, "count", 0));
      }
      tx.commit();
    }
    AtomicInteger number = new AtomicInteger();
    AtomicInteger conflicts = new AtomicInteger();
    all(
        () -> {
          long own = 1_000L * number.incrementAndGet();
          for (int i = 0; i < TIMES; i++) {
            insert(own + i);
            while (!increment(i % COUNTERS)) {
              conflicts.incrementAndGet();
            }
          }
          return null;
        });
    for (int round = 0; round < 2; round++) {
      View view = db.view();
      int sum = 0;
      for (long id = 0; id < COUNTERS; id++) {
        sum += (int) view.get(counters, id).get(1);
      }
      assertThat(sum).as("after %s conflicts", conflicts).isEqualTo(THREADS * TIMES);
      RowCursor rows = view.lookup(counters, counters.keys().get(1), List.of(-1));
      int found = 0;
      while (rows.next()) {
        found++;
      }
      assertThat(found).as("rows of threads' own").isEqualTo(THREADS * TIMES);
      db.rebuild();
    }
  }

  private void insert(long id) {
    try (Transaction tx = db.begin("main")) {
      tx.insert(counters, Map.of("id", id, "count", -1));
      tx.commit();
    }
  }

  private boolean increment(long id) {
    try (Transaction tx = db.begin("main")) {
      tx.update(counters, List.of(id), row -> row.with(1, (int) row.get(1) + 1), null);
      tx.commit();
      return true;
    } catch (ConflictException e) {
      assertThat(e).hasMessageContaining("begin again");
      return false;
    }
  }

  @Test
  void whoeverComesWithTheSameKeyGetsTheSameCommit() throws Exception {
    Set<Object> commits = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < TIMES; i++) {
      String key = "key " + i;
      all(
          () -> {
            EventType type = EventType.of("StateChanged");
            EventDraft draft = new EventDraft(World.of("a://garden"), type, null, new byte[] {'1'});
            Appending appending = db.append("main", draft);
            appending.words().once(key);
            commits.add(appending.commit().id());
            return null;
          });
    }
    assertThat(commits).hasSize(TIMES);
    assertThat(db.log().head().size()).isEqualTo(TIMES);
  }
}
