package io.ewig.sync.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.Tier;
import io.ewig.engine.comparison.Discrepancy;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.log.Scan;
import io.ewig.engine.repair.EventRange;
import io.ewig.engine.scan.KeyRange;
import io.ewig.engine.scan.Projection;
import io.ewig.engine.scan.TimeRange;
import io.ewig.engine.session.RowCursor;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.engine.world.WorldState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Of whatever is planted on one of two replicas all is named, and nothing else. */
class RandomAuditsTest {

  private static final int ROUNDS = Tier.count(12, 1_000);
  private static final World BEDS = World.of("a://beds");
  private static final Origin TWO_FACED = new Origin(7, 7);
  private static final long START_HLC = 1_700_000_000_000L << 16;

  @Test
  void allIsNamedAndNothingElse() throws IOException {
    for (int seed = 0; seed < ROUNDS; seed++) {
      try (Ewig one = Ewig.inMemory();
          Ewig other = Ewig.inMemory()) {
        new Round(new Randoms(seed), one, other).run("seed " + seed);
      }
    }
  }

  /** One pair of replicas. */
  private record Round(Randoms random, Ewig one, Ewig other) {

    void run(String seed) throws IOException {
      int plants = 1 + random.below(800);
      Replicas.create(one);
      Replicas.plant(one, "main", 0, plants);
      one.branches().create("dev", "main");
      Replicas.meet(other, one);
      int shared = 1 + random.below(40);
      int oneMore = random.below(20);
      int otherMore = random.below(20);
      boolean isForked = random.oneIn(2);
      one.replica().adopt(chain("first", shared, shared + oneMore));
      other.replica().adopt(chain(isForked ? "second" : "first", shared, shared + otherMore));
      write(one, plants);
      write(other, plants);
      AuditReport report = Replicas.audit(one, other);
      assertThat(report.isSettled()).as(seed).isTrue();
      assertThat(report.notShown()).as(seed).isZero();
      checkEvents(report, seed);
      checkForks(report, isForked ? shared + 1 : 0, shared + Math.min(oneMore, otherMore), seed);
      assertThat(named(report)).as(seed).isEqualTo(different());
      assertThat(report.equal()).as(seed).isEqualTo(areEqual());
    }

    private void write(Ewig db, int plants) {
      for (int left = random.below(6); left > 0; left--) {
        String branch = random.of("main", "dev");
        long id = random.below(plants);
        switch (random.below(3)) {
          case 0 -> Replicas.rename(db, branch, id, "fern " + random.below(1_000));
          case 1 -> Replicas.remove(db, branch, id);
          default -> Replicas.plant(db, branch, plants + 10 * left, plants + 10 * left + 3);
        }
      }
    }

    private void checkEvents(AuditReport report, String seed) {
      TreeMap<Origin, Long> all = new TreeMap<>(one.replica().version().seqs());
      all.putAll(other.replica().version().seqs());
      List<EventRange> here = new ArrayList<>();
      List<EventRange> there = new ArrayList<>();
      for (Origin origin : all.keySet()) {
        long ours = one.replica().version().get(origin);
        long theirs = other.replica().version().get(origin);
        if (ours < theirs) {
          here.add(new EventRange(origin, ours + 1, theirs));
        } else if (theirs < ours) {
          there.add(new EventRange(origin, theirs + 1, ours));
        }
      }
      assertThat(report.events().lackingHere()).as(seed).isEqualTo(here);
      assertThat(report.events().lackingThere()).as(seed).isEqualTo(there);
    }

    private void checkForks(AuditReport report, long first, long last, String seed) {
      List<AuditReport.Fork> forks = report.events().forks();
      if (first == 0 || last < first) {
        assertThat(forks).as(seed).isEmpty();
        return;
      }
      assertThat(forks)
          .as(seed)
          .containsExactly(
              new AuditReport.Fork(TWO_FACED, first, last, hash(one, first), hash(other, first)));
    }

    private static Hash hash(Ewig db, long originSeq) {
      try (EventCursor events = db.iterate(Scan.all())) {
        while (events.next()) {
          if (events.event().origin().equals(TWO_FACED)
              && events.event().originSeq() == originSeq) {
            return events.event().hash();
          }
        }
      }
      throw new AssertionError("event " + originSeq + " is not there");
    }

    private static TreeSet<String> named(AuditReport report) {
      TreeSet<String> names = new TreeSet<>();
      for (AuditReport.OnBranch each : report.states()) {
        if (each.discrepancy() instanceof Discrepancy.OfRow row) {
          assertThat(row.kept()).isEqualTo(Discrepancy.Kept.ROW);
          names.add(each.branch() + " " + row.key());
        } else {
          Discrepancy.OfObject object = (Discrepancy.OfObject) each.discrepancy();
          names.add(each.branch() + " " + object.world() + " " + object.key());
        }
      }
      return names;
    }

    /** The same by reading all there is at all valid times. */
    private TreeSet<String> different() {
      TreeSet<String> names = new TreeSet<>();
      TreeMap<String, String> ours = all(one);
      TreeMap<String, String> theirs = all(other);
      TreeSet<String> keys = new TreeSet<>(ours.keySet());
      keys.addAll(theirs.keySet());
      keys.stream()
          .filter(key -> !String.valueOf(ours.get(key)).equals(theirs.get(key)))
          .forEach(names::add);
      return names;
    }

    private static TreeMap<String, String> all(Ewig db) {
      TreeMap<String, String> all = new TreeMap<>();
      for (String branch : List.of("main", "dev")) {
        View view = db.view(branch, When.NOW);
        RowCursor pieces =
            view.pieces(Replicas.PLANTS, KeyRange.ALL, TimeRange.ALL, Projection.ALL);
        while (pieces.next()) {
          String key = branch + " id = " + pieces.row().get(0);
          all.merge(key, pieces.row() + " " + pieces.valid(), String::concat);
        }
        WorldState beds = view.world(BEDS);
        beds.keys().forEach(key -> all.put(branch + " " + BEDS + " " + key, "" + beds.get(key)));
      }
      return all;
    }

    private boolean areEqual() {
      return one.replica().standing().equals(other.replica().standing());
    }
  }

  /**
   * Commits of one origin, of which those behind some number depend on what story is told.
   *
   * @param shared up to here all stories are the same
   */
  private static List<Commit> chain(String story, int shared, int length) {
    List<Commit> commits = new ArrayList<>();
    Hash parent = Hash.ZERO;
    for (int seq = 1; seq <= length; seq++) {
      String words = seq <= shared ? "shared" : story;
      byte[] json =
          ("{\"id\":\"bed " + seq % 7 + "\",\"story\":\"" + words + seq + "\"}")
              .getBytes(StandardCharsets.UTF_8);
      Payload payload = new Payload.Inline(new byte[Payload.SALT_BYTES], json);
      Commit commit =
          Commit.seal(
              CommitInfo.on(Branch.MAIN, List.of()),
              new Commit.Place(0, 1, TWO_FACED, seq, START_HLC + seq, parent),
              List.of(
                  new Commit.Fact(
                      BEDS, EventType.of("StateChanged"), null, payload, payload.commitment())));
      parent = commit.last().hash();
      commits.add(commit);
    }
    return commits;
  }
}
