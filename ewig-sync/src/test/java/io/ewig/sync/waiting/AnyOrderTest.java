package io.ewig.sync.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.replica.CommitCursor;
import io.ewig.engine.replica.Contents;
import io.ewig.engine.replica.SignaturePolicy;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits of three who met now and then come in any order, more than once, in any batches. */
class AnyOrderTest {

  private static final int SEEDS = "long".equals(System.getProperty("ewig.tier")) ? 5_000 : 24;
  private static final int STEPS = 30;

  /** One in so many seeds goes to disk, where the room is opened anew now and then. */
  private static final int ON_DISK = 4;

  private static final Table PLANTS =
      new TableBuilder(new UUID(1, 1), "public", "plants")
          .notNull("id", Type.BIGINT)
          .column("name", Type.VARCHAR)
          .column("petals", Type.BIGINT)
          .mergeLaw("petals", MergeLaw.COUNTER)
          .primaryKey("id")
          .build();

  @TempDir private Path temporary;

  @Test
  void theRootIsTheSameInWhateverOrderCommitsCome() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Randoms random = new Randoms(seed);
      try (Ewig garden = Ewig.inMemory()) {
        grow(garden, random);
        List<Commit> commits = since(garden, VersionVector.EMPTY);
        if (seed % ON_DISK == 0) {
          Path folder = temporary.resolve("laptop-" + seed);
          Config config = Config.defaults().withLog(LogKind.PLAIN).withDurability(Durability.NONE);
          try (Ewig laptop = Ewig.open(folder, config)) {
            bring(commits, laptop, random, folder);
            requireSame(laptop, garden, random);
          }
        } else {
          try (Ewig laptop = Ewig.inMemory()) {
            bring(commits, laptop, random, null);
            requireSame(laptop, garden, random);
          }
        }
      }
    }
  }

  private static void requireSame(Ewig one, Ewig other, Randoms random) {
    assertThat(one.replica().standing())
        .as("seed %s", random.seed())
        .isEqualTo(other.replica().standing());
    assertThat(one.replica().root()).as("seed %s", random.seed()).isEqualTo(other.replica().root());
  }

  /** Three write, and tell each other at times; the first has all of it in the end. */
  private static void grow(Ewig garden, Randoms random) {
    try (Ewig one = Ewig.inMemory();
        Ewig other = Ewig.inMemory()) {
      List<Ewig> all = List.of(garden, one, other);
      try (Transaction tx = garden.begin("main")) {
        tx.create(PLANTS);
        tx.commit();
      }
      all.forEach(each -> each.replica().adopt(since(garden, each.replica().version())));
      for (int step = 0; step < STEPS; step++) {
        Ewig at = all.get(random.below(3));
        if (random.oneIn(4)) {
          at.replica().adopt(since(all.get(random.below(3)), at.replica().version()));
        } else {
          write(at, random);
        }
      }
      all.forEach(each -> garden.replica().adopt(since(each, garden.replica().version())));
    }
  }

  private static void write(Ewig at, Randoms random) {
    if (random.oneIn(4)) {
      at.append(EventBuilder.in("a://garden").json("{\"n\":" + random.below(100) + "}"));
      return;
    }
    long id = random.below(3);
    try (Transaction tx = at.begin("main")) {
      if (random.oneIn(5)) {
        tx.delete(PLANTS, List.of(id), null);
      } else {
        tx.put(PLANTS, Row.of(id, "n" + random.below(9), (long) random.below(10)), null);
      }
      tx.commit();
    }
  }

  private static List<Commit> since(Ewig of, VersionVector version) {
    List<Commit> commits = new ArrayList<>();
    CommitCursor cursor = of.replica().since(version);
    while (cursor.next()) {
      commits.add(cursor.commit());
    }
    return commits;
  }

  private static void bring(List<Commit> commits, Ewig to, Randoms random, @Nullable Path folder) {
    WaitingRoom room =
        folder == null
            ? WaitingRoom.inMemory(to)
            : WaitingRoom.in(folder, to, () -> SignaturePolicy.DEFAULT);
    List<Commit> left = new ArrayList<>(commits);
    for (int again = random.below(commits.size()); again > 0; again--) {
      left.add(commits.get(random.below(commits.size())));
    }
    while (!left.isEmpty()) {
      List<Commit> batch = new ArrayList<>();
      for (int i = 1 + random.below(4); i > 0 && !left.isEmpty(); i--) {
        batch.add(left.remove(random.below(left.size())));
      }
      room.adopt(batch, Contents.NONE);
      if (folder != null && random.oneIn(3)) {
        room = WaitingRoom.in(folder, to, () -> SignaturePolicy.DEFAULT);
      }
    }
    assertThat(room.size()).as("seed %s", random.seed()).isZero();
  }
}
