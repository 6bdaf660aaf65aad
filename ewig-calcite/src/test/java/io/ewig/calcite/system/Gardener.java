package io.ewig.calcite.system;

import io.ewig.engine.Batch;
import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.When;
import io.ewig.engine.session.Words;
import io.ewig.engine.value.Type;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Makes random histories: worlds, tables, branches, tags; the same for the same seed. */
final class Gardener {

  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  static final List<String> WORLDS = List.of("a://garden", "a://pond", "b://hill");

  private static final List<String> TYPES =
      List.of("ObjectCreated", "ObjectSet", "StateChanged", "Rained", "ObjectDestroyed");
  private static final List<String> BRANCHES = List.of("main", "dev", "trial");

  private final Random random;
  private final AtomicLong nanos;
  private final Ewig engine;

  private Gardener(Random random, AtomicLong nanos, Ewig engine) {
    this.random = random;
    this.nanos = nanos;
    this.engine = engine;
  }

  static Ewig open(Path folder, LogKind kind, AtomicLong nanos) {
    return Ewig.open(
        folder, Config.defaults().withLog(kind).withClock(nanos::get).withSegmentBytes(1 << 20));
  }

  static AtomicLong clock() {
    return new AtomicLong(START.getEpochSecond() * 1_000_000_000L);
  }

  /** Some steps of history. */
  static void grow(Ewig engine, AtomicLong nanos, long seed, int steps) {
    Gardener gardener = new Gardener(new Random(seed), nanos, engine);
    gardener.plant();
    for (int i = 0; i < steps; i++) {
      gardener.step(i);
    }
  }

  static Table plants() {
    return new TableBuilder(new UUID(1, 1), "public", "plants")
        .notNull("id", Type.INTEGER)
        .column("name", Type.varchar(40))
        .column("data", Type.JSON)
        .primaryKey("id")
        .comment("what grows")
        .build();
  }

  private void plant() {
    try (Transaction transaction = engine.begin("main")) {
      transaction.create(plants());
      transaction.commit();
    }
    tick();
  }

  private void tick() {
    nanos.addAndGet(1 + random.nextInt(1_000_000_000) * (long) (1 + random.nextInt(120)));
  }

  private void step(int number) {
    tick();
    try {
      switch (random.nextInt(12)) {
        case 0 -> engine.branches().create(pick(BRANCHES), "main");
        case 1 -> engine.branches().tag("t" + number, branch(), When.NOW, "a tag");
        case 2 -> {
          if (random.nextInt(3) == 0) {
            engine.branches().reset(branch(), "main", When.NOW);
          }
        }
        case 3 ->
            engine
                .merges()
                .merge("main", branch(), MergeStrategy.THEIRS, new Words().author("ada"));
        case 4, 5, 6 -> rows();
        default -> events(number);
      }
    } catch (EwigException refused) {
      tick(); // what can't be is not done
    }
  }

  private <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private String branch() {
    return engine.branches().list().get(random.nextInt(engine.branches().list().size())).name();
  }

  private void events(int number) {
    Batch batch = engine.batch().on(branch()).author(pick(List.of("ada", "bob", "")));
    batch.message("step " + number).with("step", String.valueOf(number));
    for (int i = 0; i <= random.nextInt(4); i++) {
      EventBuilder event = EventBuilder.in(pick(WORLDS)).type(pick(TYPES));
      if (random.nextInt(3) == 0) {
        event.payload(new byte[] {1, 2, (byte) random.nextInt()});
      } else {
        event.json("{\"id\":\"o" + random.nextInt(6) + "\",\"size\":" + random.nextInt(9) + "}");
      }
      if (random.nextInt(3) == 0) {
        Instant from = START.plusSeconds(random.nextInt(100_000));
        event.valid(from, from.plusSeconds(1 + random.nextInt(100_000)));
      }
      batch.add(event);
    }
    batch.commit();
  }

  private void rows() {
    try (Transaction transaction = engine.begin(branch())) {
      Table table = transaction.view().table("public", "plants");
      for (int i = 0; i <= random.nextInt(3); i++) {
        int id = random.nextInt(8);
        if (random.nextInt(4) == 0) {
          transaction.delete(table, List.of(id), null);
        } else if (transaction.view().get(table, id) == null) {
          transaction.insert(
              table, Map.of("id", id, "name", "p" + random.nextInt(5), "data", "{\"a\":1}"));
        } else {
          int name = random.nextInt(5);
          transaction.update(table, List.of(id), row -> row.with(1, "p" + name), null);
        }
      }
      transaction.commit();
    }
  }
}
