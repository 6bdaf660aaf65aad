package io.ewig.engine.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Tier;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.World;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.session.When;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.timeline.BranchModel.Chain;
import io.ewig.engine.world.Garden;
import io.ewig.engine.world.Reducers;
import io.ewig.engine.world.WorldState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random worlds on random branches, flushed, merged and reopened: all answers are the folds'. */
class TimelineOracleTest {

  private static final int QUESTIONS = Tier.count(20_000, 400_000);
  private static final int OPERATIONS = 400;
  private static final List<World> WORLDS =
      List.of(Garden.WORLD, World.of("a://meadow"), World.of("a://pond"));

  private static final ExecutorService POOL = Executors.newFixedThreadPool(3);

  @AfterAll
  static void stop() {
    POOL.shutdown();
  }

  @Test
  void everyAnswerIsThatOfAFoldFromTheStart(@TempDir Path folder) throws IOException {
    long asked = 0;
    for (long seed = Long.getLong("ewig.seed", 1); asked < QUESTIONS; seed++) {
      try (Run run = new Run(new Randoms(seed), folder.resolve("runs-" + seed))) {
        asked += run.go();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Dewig.seed=" + seed + ": " + e.getMessage(), e);
      }
    }
    System.out.println("timelines: " + asked + " questions");
  }

  private static final class Run implements AutoCloseable {

    private final Randoms random;
    private final SmallDatabase db;
    private final BranchModel model = new BranchModel();
    private final List<String> names = new ArrayList<>(List.of("main"));
    private final long cacheBytes;
    private Timelines timelines;
    private long clock = 1_000_000_000L;
    private long asked;

    Run(Randoms random, Path folder) {
      this.random = random;
      this.cacheBytes = random.of(0L, 4_000L, 1L << 20);
      this.db = new SmallDatabase(folder, 2_000 << random.below(6), this::tick, Reducers.DEFAULT);
      this.timelines = db.timelines(cacheBytes);
    }

    private long tick() {
      return clock += random.below(4);
    }

    long go() {
      for (int i = 0; i < OPERATIONS; i++) {
        operate();
        for (int j = random.below(12); j > 0; j--) {
          ask();
        }
        if (random.oneIn(3)) {
          db.database().state().step();
        }
        if (random.oneIn(60)) {
          db.reopen();
          timelines = db.timelines(cacheBytes);
        }
      }
      everyWorldIsVerified();
      return asked;
    }

    private String branch() {
      return random.of(model.now().keySet().stream().sorted().toArray(String[]::new));
    }

    private long size() {
      return db.log().head().size();
    }

    private void operate() {
      switch (random.below(12)) {
        case 0 -> create();
        case 1 -> reset();
        case 2 -> dropOrRestore();
        default -> append();
      }
    }

    private void append() {
      List<EventDraft> drafts = new ArrayList<>();
      for (Event event : Garden.random(random, 1 + random.below(4)).events()) {
        if (!event.type().equals(EventType.SCHEMA_CHANGED)
            && !event.type().name().startsWith("Row")) {
          byte[] payload = ((Payload.Inline) event.payload()).bytes();
          drafts.add(
              new EventDraft(random.of(WORLDS.toArray(World[]::new)), event.type(), null, payload));
        }
      }
      if (!drafts.isEmpty()) {
        String branch = branch();
        model.append(branch, db.append(branch, drafts));
      }
    }

    private When when() {
      return size() == 0 || random.oneIn(3)
          ? When.NOW
          : random.oneIn(2)
              ? new When.At(instant())
              : new When.AfterEvent(random.longBelow(size()));
    }

    private Instant instant() {
      long size = size();
      long nanos = size == 0 ? clock : db.log().get(random.longBelow(size)).systemNanos();
      return SystemNanos.toInstant(nanos - random.below(2));
    }

    private long sizeAt(When when) {
      return when instanceof When.At at
          ? db.log().sizeAt(SystemNanos.of(at.systemTime()))
          : when instanceof When.AfterEvent after
              ? db.log().commitOf(after.seq()).endSeq()
              : size();
    }

    private void create() {
      String name = "b" + names.size();
      String from = branch();
      When when = when();
      Chain start = model.at(from, sizeAt(when));
      db.branches().create(name, from, when, null);
      names.add(name);
      model.put(name, start, size());
    }

    private void reset() {
      String to = branch();
      When when = when();
      Chain start = model.at(to, sizeAt(when));
      if (start.event() != null) {
        String name = branch();
        db.branches().reset(name, to, when);
        model.put(name, start, size());
      }
    }

    private void dropOrRestore() {
      String name = random.of(names.toArray(String[]::new));
      if (name.equals("main")) {
        return;
      }
      if (model.now().containsKey(name)) {
        db.branches().drop(name);
        model.drop(name, size());
      } else {
        db.branches().restore(name);
        model.restore(name, size());
      }
    }

    private void ask() {
      asked++;
      switch (random.below(20)) {
        case 0, 1 -> askTicks();
        case 2, 3 -> askRange();
        case 4 -> askEverywhere();
        case 5 -> askParting();
        case 6 -> askSnapshot();
        default -> askState();
      }
      assertThat(timelines.cache().bytes()).isLessThanOrEqualTo(cacheBytes);
    }

    private World world() {
      return random.of(WORLDS.toArray(World[]::new));
    }

    private void askState() {
      String branch = random.of(names.toArray(String[]::new));
      When when = when();
      World world = world();
      Chain chain = model.at(branch, sizeAt(when));
      Timeline timeline = timelines.of(world, branch);
      if (chain == null) {
        assertThatThrownBy(() -> timeline.at(when)).isInstanceOf(UserException.class);
        return;
      }
      assertThat(timeline.at(when))
          .as("%s at %s", timeline, when)
          .isEqualTo(model.fold(chain, world));
    }

    private List<Event> events(Chain chain, World world) {
      return chain.events().stream().filter(event -> event.world().equals(world)).toList();
    }

    private void askTicks() {
      String branch = branch();
      World world = world();
      Chain chain = model.now().get(branch);
      List<Event> events = events(chain, world);
      Timeline timeline = timelines.of(world, branch);
      assertThat(timeline.count()).isEqualTo(events.size());
      int n = random.below(events.size() + 1);
      if (n == 0) {
        assertThat(timeline.atTick(0)).isEqualTo(WorldState.EMPTY);
        return;
      }
      Event nth = events.get(n - 1);
      assertThat(timeline.tick(n)).isEqualTo(nth);
      while (!chain.event().equals(nth)) {
        chain = chain.before();
      }
      assertThat(timeline.atTick(n)).isEqualTo(model.fold(chain, world));
    }

    private static List<Event> read(EventCursor cursor) {
      List<Event> found = new ArrayList<>();
      try (cursor) {
        while (cursor.next()) {
          found.add(cursor.event());
        }
      }
      return found;
    }

    private static boolean isDuring(Event event, Instant from, Instant to) {
      return !event.systemTime().isBefore(from) && event.systemTime().isBefore(to);
    }

    private void askRange() {
      String branch = branch();
      World world = world();
      Instant from = instant();
      Instant to = instant();
      assertThat(read(timelines.of(world, branch).range(from, to)))
          .isEqualTo(
              events(model.now().get(branch), world).stream()
                  .filter(event -> isDuring(event, from, to))
                  .toList());
    }

    private void askEverywhere() {
      World world = world();
      Instant from = instant();
      Instant to = instant();
      List<Event> expected = new ArrayList<>();
      for (long seq = 0; seq < size(); seq++) {
        Event event = db.log().get(seq);
        if (event.world().equals(world) && isDuring(event, from, to)) {
          expected.add(event);
        }
      }
      assertThat(read(timelines.range(world, from, to))).isEqualTo(expected);
    }

    private void askParting() {
      String left = branch();
      String right = branch();
      List<Event> ours = model.now().get(left).events();
      List<Event> theirs = model.now().get(right).events();
      int i = 0;
      while (i < ours.size() && i < theirs.size() && ours.get(i).equals(theirs.get(i))) {
        i++;
      }
      long a = i < ours.size() ? ours.get(i).seq() : Long.MAX_VALUE;
      long b = i < theirs.size() ? theirs.get(i).seq() : Long.MAX_VALUE;
      Optional<BranchParting> found = timelines.firstDivergence(left, right);
      if (a == b) {
        assertThat(found).isEmpty();
      } else {
        assertThat(found.get().commit().firstSeq()).isEqualTo(Math.min(a, b));
        assertThat(found.get().branch()).isEqualTo(a < b ? left : right);
      }
      askWorldParting(left, right);
    }

    /** Looks after every commit, and after every tick. */
    private void askWorldParting(String left, String right) {
      World one = world();
      World other = random.oneIn(2) ? one : world();
      Optional<Parting> found = timelines.of(one, left).firstDivergence(timelines.of(other, right));
      long expected = -1;
      for (long seq = 0; seq < size() && expected < 0; seq = db.log().commitOf(seq).endSeq()) {
        long end = db.log().commitOf(seq).endSeq();
        Chain ours = before(model.now().get(left), end);
        Chain theirs = before(model.now().get(right), end);
        if (!model.fold(ours, one).equals(model.fold(theirs, other))) {
          expected = end;
        }
      }
      assertThat(
              found.map(parting -> db.log().commitOf(parting.event().seq()).endSeq()).orElse(-1L))
          .isEqualTo(expected);
      found.ifPresent(
          parting -> assertThat(parting.where().left()).isNotEqualTo(parting.where().right()));
      askTickParting(left, one, right, other);
    }

    private void askTickParting(String left, World one, String right, World other) {
      Timeline ours = timelines.of(one, left);
      Timeline theirs = timelines.of(other, right);
      long expected = -1;
      for (long n = 1; n <= Math.min(ours.count(), theirs.count()) && expected < 0; n++) {
        expected = ours.atTick(n).equals(theirs.atTick(n)) ? -1 : n;
      }
      Optional<TickParting> found = ours.firstDivergentTick(theirs);
      assertThat(found.map(TickParting::tick).orElse(-1L)).isEqualTo(expected);
    }

    private static Chain before(Chain chain, long seq) {
      Chain at = chain;
      while (at.event() != null && at.event().seq() >= seq) {
        at = at.before();
      }
      return at;
    }

    private void askSnapshot() {
      String branch = branch();
      When when = when();
      Chain chain = model.at(branch, sizeAt(when));
      WorldSnapshot snapshot = timelines.snapshot(branch, when);
      for (World world : WORLDS) {
        assertThat(snapshot.state(world)).isEqualTo(model.fold(chain, world));
      }
      assertThat(snapshot.worlds())
          .isEqualTo(
              chain.events().stream()
                  .map(Event::world)
                  .distinct()
                  .sorted(Comparator.comparing(World::uri))
                  .toList());
      if (random.oneIn(4)) {
        Map<World, WorldState> serial = snapshot.states(Runnable::run);
        assertThat(snapshot.replayed(POOL)).isEqualTo(serial);
        assertThat(snapshot.replayed(Runnable::run)).isEqualTo(serial);
      }
    }

    private void everyWorldIsVerified() {
      for (String branch : model.now().keySet()) {
        assertThat(timelines.verify(branch, When.NOW, POOL)).isEmpty();
      }
    }

    @Override
    public void close() {
      db.close();
    }
  }
}
