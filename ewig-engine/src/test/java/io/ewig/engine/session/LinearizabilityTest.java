package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Tier;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What several threads see at once could have been seen one after the other: for each scenario all
 * orders are tried that keep what had ended before something began.
 */
class LinearizabilityTest {

  private static final int SCENARIOS = Tier.count(250, 4_000);

  /** Calls are short: on a busy machine it takes some until two meet. */
  private static final int SCENARIOS_MAX = 20_000;

  private static final int THREADS = 3;
  private static final int CALLS = 4;

  private static final World CLAIMED = World.of("a://claimed");

  private enum Call {
    READ,
    INCREMENT,
    CREATE,
    DROP,
    LIST,
    CLAIM
  }

  /** One call as it went, with the places of its beginning and end among those of all. */
  private record Done(Call call, int begin, int end, String answer) {}

  /** What there is between two calls. */
  private record Model(int count, boolean hasBranch, boolean isClaimed) {

    /** What is there after a call, or null if it can't have had that answer. */
    Model after(Done done) {
      switch (done.call) {
        case READ:
          return done.answer.equals("" + count) ? this : null;
        case INCREMENT:
          if (done.answer.equals("WRITE_CONFLICT")) { // may be told to any, and changes nothing
            return this;
          }
          Model counted = new Model(count + 1, hasBranch, isClaimed);
          return done.answer.equals("" + counted.count) ? counted : null;
        case CREATE:
          Model created = new Model(count, true, isClaimed);
          return done.answer.equals(hasBranch ? "DUPLICATE_BRANCH" : "ok") ? created : null;
        case DROP:
          Model dropped = new Model(count, false, isClaimed);
          return done.answer.equals(hasBranch ? "ok" : "UNKNOWN_BRANCH") ? dropped : null;
        case LIST:
          return done.answer.equals("" + hasBranch) ? this : null;
        default:
          Model claimed = new Model(count, hasBranch, true);
          return done.answer.equals(isClaimed ? "EXPECTATION_FAILED" : "ok") ? claimed : null;
      }
    }
  }

  private final Table counters =
      new TableBuilder(new UUID(1, 1), "public", "counters")
          .notNull("id", Type.INTEGER)
          .column("count", Type.INTEGER)
          .primaryKey("id")
          .build();

  @Test
  void whatThreadsSeeAtOnceHasAnOrder() throws Exception {
    long seed = Long.getLong("ewig.seed", 1);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    int overlapping = 0;
    for (int i = 0; i < SCENARIOS || (overlapping == 0 && i < SCENARIOS_MAX); i++, seed++) {
      List<Done> calls = run(new Randoms(seed), threads);
      assertThat(hasOrder(calls, new Model(0, false, false)))
          .as("-Dewig.seed=%s: %s", seed, calls)
          .isTrue();
      overlapping += overlaps(calls) ? 1 : 0;
    }
    threads.shutdown();
    assertThat(overlapping).isPositive();
  }

  @Test
  void theCheckerTellsWhatHasNoOrder() {
    Done first = new Done(Call.INCREMENT, 0, 1, "1");
    assertThat(hasOrder(List.of(first, new Done(Call.READ, 2, 3, "1")), START)).isTrue();
    assertThat(hasOrder(List.of(first, new Done(Call.READ, 2, 3, "0")), START)).isFalse();
    Done slow = new Done(Call.INCREMENT, 0, 9, "1");
    assertThat(hasOrder(List.of(slow, new Done(Call.READ, 2, 3, "0")), START)).isTrue();
    assertThat(hasOrder(List.of(slow, new Done(Call.INCREMENT, 2, 3, "1")), START)).isFalse();
  }

  private static final Model START = new Model(0, false, false);

  private static boolean overlaps(List<Done> calls) {
    return calls.stream()
        .anyMatch(a -> calls.stream().anyMatch(b -> a.begin < b.begin && b.begin < a.end));
  }

  /** Tries each call that nothing left ended before, and goes on from there. */
  private static boolean hasOrder(List<Done> left, Model model) {
    if (left.isEmpty()) {
      return true;
    }
    int firstEnd = left.stream().mapToInt(Done::end).min().orElseThrow();
    for (Done next : left) {
      Model after = next.begin < firstEnd ? model.after(next) : null;
      if (after != null) {
        List<Done> others = new ArrayList<>(left);
        others.remove(next);
        if (hasOrder(others, after)) {
          return true;
        }
      }
    }
    return false;
  }

  private List<Done> run(Randoms random, ExecutorService threads) throws Exception {
    try (TestDatabase db = TestDatabase.inMemory()) {
      try (Transaction tx = db.begin("main")) {
        tx.create(counters);
        tx.insert(counters, Map.of("id", 1, "count", 0));
        tx.commit();
      }
      AtomicInteger ticks = new AtomicInteger();
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Future<List<Done>>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Call[] calls = new Call[CALLS];
        for (int n = 0; n < CALLS; n++) {
          calls[n] = random.of(Call.values());
        }
        futures.add(
            threads.submit(
                () -> {
                  start.await();
                  List<Done> done = new ArrayList<>();
                  for (Call call : calls) {
                    int begin = ticks.getAndIncrement();
                    String answer = answer(db, call);
                    done.add(new Done(call, begin, ticks.getAndIncrement(), answer));
                  }
                  return done;
                }));
      }
      List<Done> all = new ArrayList<>();
      for (Future<List<Done>> future : futures) {
        all.addAll(future.get());
      }
      return all;
    }
  }

  private String answer(TestDatabase db, Call call) {
    try {
      switch (call) {
        case READ:
          return "" + db.view().get(counters, 1).get(1);
        case INCREMENT:
          return increment(db);
        case CREATE:
          db.branches().create("b", "main");
          return "ok";
        case DROP:
          db.branches().drop("b");
          return "ok";
        case LIST:
          return "" + db.branches().list().stream().anyMatch(b -> b.name().equals("b"));
        default:
          EventType type = EventType.of("StateChanged");
          Appending claim = db.append("main", new EventDraft(CLAIMED, type, null, new byte[0]));
          claim.words().expect(CLAIMED, Expected.NONE);
          claim.commit();
          return "ok";
      }
    } catch (EwigException e) {
      return e.code().name();
    }
  }

  private String increment(TestDatabase db) {
    try (Transaction tx = db.begin("main")) {
      tx.update(counters, List.of(1), row -> row.with(1, (int) row.get(1) + 1), null);
      int count = (int) tx.view().get(counters, 1).get(1);
      tx.commit();
      return "" + count;
    }
  }
}
