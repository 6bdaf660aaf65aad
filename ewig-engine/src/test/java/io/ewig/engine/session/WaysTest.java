package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.branch.Fork;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.difference.Changes;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.merge.Reach;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.merge.Ways;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Ways over merges, against reading all that two states don't have in common. */
class WaysTest {

  private static final List<String> BRANCHES = List.of("main", "dev", "third");

  private static final int SEEDS = 40;
  private static final int ROUNDS = 20;

  private int paused;
  private int different;

  @Test
  void aWayFindsWhatReadingBothLinesFinds() {
    for (int seed = 0; seed < SEEDS; seed++) {
      try (Ewig db = Ewig.inMemory()) {
        new Rounds(db, seed).run();
      }
    }
    assertThat(paused).isGreaterThan(20);
    assertThat(different).isGreaterThan(1_000);
  }

  /** Whatever both sides change is a conflict. */
  private static Table strict() {
    return new TableBuilder(new UUID(1, 1), "public", "plants")
        .notNull("id", Type.BIGINT)
        .column("name", Type.VARCHAR)
        .column("height", Type.INTEGER)
        .mergeLaw("name", MergeLaw.FAIL)
        .mergeLaw("height", MergeLaw.FAIL)
        .primaryKey("id")
        .build();
  }

  @Test
  void branchesThatMergeEachOtherReadWhatIsNewOnly() {
    try (Ewig db = Ewig.inMemory()) {
      BranchingGarden history = new BranchingGarden(db, new Random(1));
      history.plant("main");
      db.branches().create("dev", "main");
      Set<Long> read = new TreeSet<>();
      for (int round = 0; round < 40; round++) {
        read.add(mergeNews(db, history, "dev", "main"));
        read.add(mergeNews(db, history, "main", "dev"));
      }
      assertThat(read).allMatch(events -> events <= 8);
    }
  }

  /** How many events tell what the source has done since it was merged. */
  private static long mergeNews(Ewig db, BranchingGarden history, String source, String into) {
    history.plant(source);
    history.plant(into);
    View theirs = db.view(source, When.NOW);
    State state = theirs.state();
    Fork base = reach(db.view(into, When.NOW)).common(reach(theirs)).tips(state).get(0);
    Sight before = new Sight(base.from().lineage(), base.limit());
    long read = new Ways(state).changes(before, theirs.sight()).eventsRead();
    MergeResult result = db.merges().merge(source, into, MergeStrategy.RECURSIVE, new Words());
    if (result instanceof MergeResult.Paused waits) {
      db.merges().settleAll(waits.merge().id(), Resolution.Take.OURS);
      db.merges().complete(waits.merge().id());
    }
    return read;
  }

  private static Reach reach(View view) {
    return Reach.of(view.state(), view.line().lineage(), view.size());
  }

  /** Branches that merge each other over and over, by all strategies. */
  private final class Rounds {

    private final Ewig db;
    private final int seed;
    private final Random random;
    private final BranchingGarden history;
    private final List<View> views = new ArrayList<>();

    Rounds(Ewig db, int seed) {
      this.db = db;
      this.seed = seed;
      this.random = new Random(seed);
      this.history = new BranchingGarden(db, random);
    }

    void run() {
      history.create(seed % 2 == 0 ? BranchingGarden.plants() : strict());
      history.change("main");
      db.branches().create("dev", "main");
      history.change("dev");
      db.branches().create("third", "dev", When.NOW, only());
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = random.nextInt(4); i > 0; i--) {
          change(BRANCHES.get(random.nextInt(3)));
        }
        View source = random.nextInt(5) == 0 ? oldView() : now(BRANCHES.get(random.nextInt(3)));
        compare(source, now(BRANCHES.get(random.nextInt(3))), round);
        merge(source, BRANCHES.get(random.nextInt(3)));
        BRANCHES.forEach(branch -> views.add(now(branch)));
        compare(oldView(), oldView(), round);
      }
    }

    private World only() {
      return seed % 6 == 0 ? BranchingGarden.GARDEN : null;
    }

    private View now(String branch) {
      return db.view(branch, When.NOW);
    }

    private View oldView() {
      return views.isEmpty() ? now("main") : views.get(random.nextInt(views.size()));
    }

    private void change(String branch) {
      if (branch.equals("third") && only() != null) {
        history.plant(branch);
      } else if (random.nextInt(12) == 0) {
        history.alter(branch);
      } else {
        history.change(branch);
      }
    }

    private void merge(View source, String into) {
      MergeStrategy[] all = MergeStrategy.values();
      MergeStrategy how =
          random.nextBoolean() ? MergeStrategy.RECURSIVE : all[random.nextInt(all.length)];
      if (how == MergeStrategy.FAST_FORWARD) {
        return;
      }
      if (db.merges().merge(source, into, how, new Words()) instanceof MergeResult.Paused waits) {
        paused++;
        settle(waits.merge().id());
      }
    }

    private void settle(String merge) {
      for (MergeConflict conflict : db.merges().conflicts(merge)) {
        if (!db.merges().conflicts(merge).contains(conflict)) {
          continue; // what was said of another one has made it another
        }
        int takes = conflict.what().equals("table") ? 2 : 3; // no table is what it was before both
        Resolution.Take take = Resolution.Take.values()[random.nextInt(takes)];
        db.merges().settle(merge, conflict.id(), take);
      }
      db.merges().settleAll(merge, Resolution.Take.OURS);
      if (db.merges().complete(merge) instanceof MergeResult.Paused) {
        db.merges().abort(merge);
      }
    }

    private void compare(View one, View other, int round) {
      Changes found = new Ways(one.state()).changes(one.sight(), other.sight());
      Changes expected = Changes.between(one.state(), one.sight(), other.sight());
      List<String> keys = keys(expected);
      different += keys.size();
      assertThat(keys(found)).as("seed " + seed + ", round " + round).isEqualTo(keys);
    }

    private static List<String> keys(Changes changes) {
      List<String> keys = new ArrayList<>();
      while (changes.next()) {
        keys.add(HexFormat.of().formatHex(changes.key()));
      }
      return keys;
    }
  }
}
