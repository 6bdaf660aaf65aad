package io.ewig.engine.internal.checkpoint;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.When;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Does what comes to mind in a garden: rows for all kinds of periods, objects, branches, tags. */
final class Gardening {

  static final Instant SPRING = Instant.parse("2024-03-20T00:00:00Z");
  static final World GARDEN = World.of("a://garden");
  private static final int PLANTS = 12;

  private final Ewig db;
  private final Randoms random;
  private final List<String> branches = new ArrayList<>(List.of("main"));

  Gardening(Ewig db, Randoms random) {
    this.db = db;
    this.random = random;
    create(db, plants());
  }

  static Table plants() {
    return new TableBuilder(new UUID(0x42, 0x17), "public", "plants")
        .notNull("id", Type.BIGINT)
        .column("name", Type.VARCHAR)
        .primaryKey("id")
        .index("by_name", "name")
        .build();
  }

  static void create(Ewig db, Table table) {
    Transaction tx = db.begin("main");
    tx.create(table);
    tx.commit();
  }

  List<String> branches() {
    return branches;
  }

  void work(int times) {
    for (int i = 0; i < times; i++) {
      int what = random.below(40);
      if (what == 0) {
        String name = "b" + branches.size();
        db.branches().create(name, random.of(branches.toArray(String[]::new)), when(), null);
        branches.add(name);
      } else if (what == 1) {
        db.branches().tag("t" + db.head().size(), branch(), When.NOW, "a tag");
      } else if (what < 12) {
        talk();
      } else {
        plant();
      }
    }
  }

  private When when() {
    return random.oneIn(2) ? When.NOW : new When.AfterEvent(random.longBelow(db.head().size()));
  }

  private String branch() {
    return branches.get(random.below(branches.size()));
  }

  private void talk() {
    String id = "o" + random.below(PLANTS);
    String type = random.of("ObjectCreated", "ObjectMoved", "ObjectDestroyed", "Watered");
    db.batch()
        .on(branch())
        .add(
            EventBuilder.in(GARDEN)
                .type(type)
                .json("{\"id\":\"" + id + "\",\"x\":" + random.below(3) + "}"))
        .commit();
  }

  private void plant() {
    try (Transaction tx = db.begin(branch())) {
      if (tx.view().tables().isEmpty()) {
        return; // a branch from before there was any
      }
      Table plants = tx.view().table("public", "plants");
      int changes = 1 + random.below(4);
      for (int i = 0; i < changes; i++) {
        long id = random.below(PLANTS);
        if (random.oneIn(4)) {
          tx.delete(plants, List.of(id), period());
        } else {
          tx.put(plants, Row.of(id, "plant" + random.below(3)), period());
        }
      }
      tx.commit();
    }
  }

  private @Nullable ValidPeriod period() {
    if (random.oneIn(2)) {
      return null;
    }
    int day = random.below(30);
    return new ValidPeriod(
        day(day), random.oneIn(3) ? ValidPeriod.OPEN_END : day(day + 1 + random.below(5)));
  }

  static Instant day(int number) {
    return SPRING.plusSeconds(86_400L * number);
  }
}
