package io.ewig.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Progress;
import io.ewig.engine.part.Filter;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.When;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Replicas that write apart, each with a clock of its own, and hear of each other now and then: all
 * of it follows from one seed.
 */
final class Replicas implements AutoCloseable {

  private static final Instant YEAR = Instant.parse("2030-01-01T00:00:00Z");

  private final long seed;
  private final Random random;
  private final List<Ewig> all = new ArrayList<>();
  private final List<Long> clocks = new ArrayList<>();
  private final TreeMap<Long, Hash> past = new TreeMap<>(); // of the first, by size

  /**
   * Two to four.
   *
   * @param random of the seed; what is written follows from it as well
   * @param tables that all of them have
   */
  Replicas(long seed, Random random, List<Table> tables) {
    this(seed, random, tables, List.of());
  }

  /**
   * Likewise.
   *
   * @param filters of more replicas, which keep a part each
   */
  Replicas(long seed, Random random, List<Table> tables, List<Filter> filters) {
    this.seed = seed;
    this.random = random;
    long start = YEAR.getEpochSecond() * 1_000_000_000L;
    for (int i = 0; i < 2 + seed % 3; i++) {
      open(start, Filter.EVERYTHING);
    }
    filters.forEach(filter -> open(start, filter));
    try (Transaction begun = first().begin("main")) {
      tables.forEach(begun::create);
      begun.commit();
    }
    all.subList(1, all.size()).forEach(other -> Exchange.pull(first(), other));
  }

  private void open(long start, Filter filter) {
    int replica = clocks.size();
    clocks.add(start + random.nextInt(1_000_000_000));
    Config config = Config.defaults().withLog(LogKind.MEMORY).withClock(() -> tick(replica));
    all.add(Ewig.open(Path.of("memory"), config.withFilter(filter)));
  }

  private long tick(int replica) {
    long now = clocks.get(replica) + 1 + random.nextInt(2_000_000);
    clocks.set(replica, now);
    return now;
  }

  List<Ewig> all() {
    return all;
  }

  Ewig first() {
    return all.get(0);
  }

  Ewig any() {
    return all.get(random.nextInt(all.size()));
  }

  String anyBranch(Ewig db) {
    List<BranchInfo> branches = db.branches().list();
    return branches.get(random.nextInt(branches.size())).name();
  }

  /** When something is to hold; null: from now on. */
  @Nullable ValidPeriod anyPeriod() {
    if (random.nextInt(3) > 0) {
      return null;
    }
    int from = random.nextInt(5);
    return new ValidPeriod(
        YEAR.plusSeconds(100 * from), YEAR.plusSeconds(100 * (from + 1 + random.nextInt(4))));
  }

  /** Some of what one has goes to another: a part, twice, one by one, or in another order. */
  void gossip() {
    Ewig to = any();
    List<Commit> commits = Exchange.lacking(any(), to);
    int mode = random.nextInt(5);
    if (mode == 0 && !commits.isEmpty()) {
      commits = commits.subList(0, 1 + random.nextInt(commits.size()));
    } else if (mode == 1) {
      Collections.shuffle(commits, random);
    } else if (mode == 2) {
      commits.addAll(commits);
    } else if (mode == 3) {
      commits.forEach(one -> to.replica().adopt(List.of(one)));
    }
    assertThat(to.replica().adopt(commits).isWhole()).isTrue();
  }

  /** Everybody gets everything. */
  void heal() {
    Exchange.heal(all);
  }

  /** Keeps in mind what the first one is like now. */
  void remember() {
    past.put(first().head().size(), first().view().root());
  }

  /** Now and then, since it takes its time: what the first one keeps is what its log says. */
  void assertDerived() {
    if (seed % 10 == 0) {
      assertThat(first().state().verify(Progress.SILENT).findings()).as("seed %s", seed).isEmpty();
    }
  }

  void assertPastIsAsItWas() {
    past.forEach(
        (size, root) ->
            assertThat(first().view("main", new When.AfterEvent(size - 1)).root())
                .as("seed %s as of %s", seed, size)
                .isEqualTo(root));
  }

  @Override
  public void close() {
    all.forEach(Ewig::close);
  }
}
