package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.World;
import io.ewig.engine.graph.CommitGraph;
import io.ewig.engine.graph.CommitNode;
import io.ewig.engine.graph.MergeBase;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Scan;
import io.ewig.engine.merge.MergeStrategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeBasesTest {

  private static final World GARDEN = World.of("a://garden");

  private static void plant(Ewig db, String branch) {
    EventBuilder event = EventBuilder.in(GARDEN).type("ObjectCreated");
    db.batch().on(branch).add(event.json("{\"id\":\"rose\"}")).commit();
  }

  /** The commits by their parents alone, as every other node would see them. */
  private static CommitGraph graph(Ewig db) {
    Map<EventId, CommitNode> nodes = new HashMap<>();
    try (EventCursor events = db.iterate(Scan.all())) {
      while (events.next()) {
        Commit commit = db.events().commitOf(events.seq());
        long generation = 1;
        for (EventId parent : commit.info().parents()) {
          generation = Math.max(generation, 1 + nodes.get(parent).generation());
        }
        nodes.putIfAbsent(
            commit.id(), new CommitNode(commit.id(), commit.info().parents(), generation));
      }
    }
    return nodes::get;
  }

  private static EventId head(Ewig db, String branch) {
    return db.branches().log(branch, When.NOW, 1).get(0).id();
  }

  @Test
  void basesAreThoseOfTheGraphOfParents() {
    for (int seed = 0; seed < 150; seed++) {
      try (Ewig db = Ewig.inMemory()) {
        List<String> branches = grow(db, new Random(seed), 40);
        compare(db, branches, seed);
      }
    }
  }

  private static void compare(Ewig db, List<String> branches, int seed) {
    CommitGraph graph = graph(db);
    for (String one : branches) {
      for (String other : branches) {
        assertThat(db.merges().bases(db.view(one, When.NOW), db.view(other, When.NOW)))
            .as("seed %s, %s and %s", seed, one, other)
            .containsExactlyInAnyOrderElementsOf(
                MergeBase.all(graph, head(db, one), head(db, other)));
      }
    }
  }

  private static List<String> grow(Ewig db, Random random, int steps) {
    plant(db, "main");
    List<String> branches = new ArrayList<>(List.of("main"));
    for (int step = 0; step < steps; step++) {
      String one = branches.get(random.nextInt(branches.size()));
      String other = branches.get(random.nextInt(branches.size()));
      switch (random.nextInt(6)) {
        case 0 -> {
          String name = "b" + branches.size();
          long seq = random.nextLong(db.head().size());
          When when = random.nextBoolean() ? When.NOW : new When.AfterEvent(seq);
          if (!db.branches().log(one, when, 1).isEmpty()) {
            db.branches().create(name, one, when, null);
            branches.add(name);
          }
        }
        case 1, 2 -> {
          MergeStrategy how = random.nextInt(4) == 0 ? MergeStrategy.AUTOMATIC : MergeStrategy.OURS;
          db.merges().merge(db.view(other, When.NOW), one, how, new Words());
        }
        case 3 -> {
          if (random.nextInt(4) == 0) {
            db.branches().reset(one, other, When.NOW);
          }
        }
        default -> plant(db, one);
      }
    }
    return branches;
  }

  @Test
  void mergesAreKnownAfterReopening(@TempDir Path folder) {
    Config config = Config.defaults().withLog(LogKind.PLAIN);
    List<String> branches = List.of();
    for (int round = 0; round < 2; round++) {
      try (Ewig db = Ewig.open(folder, config)) {
        if (round == 0) {
          branches = grow(db, new Random(7), 60);
          for (int i = 0; i < 5_000; i++) {
            plant(db, "main");
          }
        }
        compare(db, branches, 7);
      }
    }
  }
}
