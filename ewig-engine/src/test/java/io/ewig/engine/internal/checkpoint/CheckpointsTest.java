package io.ewig.engine.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.branch.Line;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.difference.Changes;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.tree.Tree;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.When;
import io.ewig.engine.store.GarbageCollection;
import io.ewig.engine.value.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTest {

  private static final CheckpointPolicy OFTEN = new CheckpointPolicy(20, 0, 1L << 60, 20, 1L << 60);

  private final Ewig db = Ewig.inMemory();
  private final Workshop workshop = new Workshop(db);

  @AfterEach
  void close() {
    db.close();
  }

  private Sight sight(String branch, long size) {
    Line line = workshop.state().refs().branch(branch).line();
    return new Sight(line.lineage(), size);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aRootReachedInStepsIsThatOfAllAtOnce(long seed) {
    Randoms random = new Randoms(seed);
    Gardening garden = new Gardening(db, random);
    Checkpoints steps = workshop.checkpoints(OFTEN);
    for (int i = 0; i < 25; i++) {
      garden.work(8);
      workshop.catchUp();
      while (random.oneIn(2) && steps.step()) {
        assertThat(steps.all()).isNotEmpty();
      }
      String branch = garden.branches().get(random.below(garden.branches().size()));
      long size = random.oneIn(3) ? someEnd(random) : db.head().size();
      Sight sight = sight(branch, size);
      assertThat(steps.root(sight))
          .as("seed %d, branch %s at %d", seed, branch, size)
          .isEqualTo(workshop.checkpoints(OFTEN).root(sight));
    }
  }

  private long someEnd(Randoms random) {
    return db.events().commitOf(random.longBelow(db.head().size())).endSeq();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void whatDiffersIsTheSameThroughTreesAndThroughCommits(long seed) {
    Randoms random = new Randoms(seed);
    Gardening garden = new Gardening(db, random);
    garden.work(150);
    workshop.catchUp();
    Checkpoints known = workshop.checkpoints(OFTEN);
    for (String branch : garden.branches()) {
      known.root(sight(branch, db.head().size()));
      known.root(sight(branch, someEnd(random)));
    }
    garden.work(20);
    workshop.catchUp();
    for (int i = 0; i < 40; i++) {
      Sight one = sight(random.of(garden.branches().toArray(String[]::new)), someEnd(random));
      Sight other = sight(random.of(garden.branches().toArray(String[]::new)), someEnd(random));
      List<String> walked = keys(Changes.between(workshop.state(), one, other));
      assertThat(keys(known.changes(one, other, 0))).as("seed %d", seed).isEqualTo(walked);
      assertThat(known.root(one).equals(known.root(other))).isEqualTo(walked.isEmpty());
    }
  }

  static List<String> keys(Changes changes) {
    List<String> keys = new ArrayList<>();
    while (changes.next()) {
      keys.add(HexFormat.of().formatHex(changes.key()));
    }
    return keys;
  }

  @Test
  void theOrderInWhichRowsCameDoesNotMatter() {
    List<Hash> roots = new ArrayList<>();
    for (int seed = 0; seed < 5; seed++) {
      try (Ewig other = Ewig.inMemory()) {
        plantAll(other, new Random(seed), 1 + 7 * seed);
        roots.add(other.view().root());
      }
    }
    assertThat(roots).containsOnly(roots.get(0));
  }

  /** The same rows for the same periods, in some order, so many a commit. */
  private static void plantAll(Ewig on, Random order, int atOnce) {
    Table plants = Gardening.plants();
    Gardening.create(on, plants);
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(i);
    }
    Collections.shuffle(all, order);
    for (int at = 0; at < all.size(); at += atOnce) {
      Transaction tx = on.begin("main");
      for (int i : all.subList(at, Math.min(all.size(), at + atOnce))) {
        int day = i / 20;
        ValidPeriod period = new ValidPeriod(Gardening.day(day), Gardening.day(day + 1));
        tx.put(plants, Row.of((long) (i % 20), "plant" + i / 60), period);
      }
      tx.commit();
      if (order.nextInt(4) == 0) {
        assertThat(on.view().root()).isNotNull();
      }
    }
  }

  @Test
  void whatIsUndoneLeavesNoTrace() {
    Table plants = Gardening.plants();
    Gardening.create(db, plants);
    Hash empty = db.view().root();
    ValidPeriod always = new ValidPeriod(ValidPeriod.OPEN_START, ValidPeriod.OPEN_END);
    Transaction plant = db.begin("main");
    plant.put(plants, Row.of(1L, "rose"), always);
    plant.commit();
    Hash planted = db.view().root();
    Transaction remove = db.begin("main");
    remove.delete(plants, List.of(1L), always);
    remove.commit();
    assertThat(planted).isNotEqualTo(empty);
    assertThat(db.view().root()).isEqualTo(empty);
  }

  @Test
  void aForkSharesTheRootOfItsParent() {
    new Gardening(db, new Randoms(5)).work(30);
    db.branches().create("dev", "main");
    assertThat(db.state().roots()).containsEntry("dev", db.state().roots().get("main"));
    db.batch()
        .on("dev")
        .add(EventBuilder.in(Gardening.GARDEN).type("ObjectCreated").json("{\"id\":\"new\"}"))
        .commit();
    assertThat(db.state().roots().get("dev")).isNotEqualTo(db.state().roots().get("main"));
    assertThat(db.view("dev", When.NOW).root()).isEqualTo(db.state().roots().get("dev"));
  }

  @Test
  void anEmptyDatabaseHasTheRootOfNothing() {
    Hash nothing = db.view().root();
    assertThat(nothing.toString())
        .isEqualTo(workshop.checkpoints(OFTEN).root(Sight.NOTHING).toString());
  }

  @Test
  void checkpointsComeWhenTheyAreDueAndOldOnesThinOut() {
    Checkpoints steps = workshop.checkpoints(OFTEN);
    for (int i = 0; i < 2_000; i++) {
      talk(i);
      if (i % 25 == 24) {
        workshop.catchUp();
        while (steps.step()) {
          assertThat(steps.all()).isNotEmpty();
        }
        assertThat(db.head().size() - steps.all().get(steps.all().size() - 1).size())
            .isLessThan(20);
      }
    }
    assertThat(steps.all()).hasSizeBetween(4, 13);
  }

  @Test
  void collectingLeavesTreesAndPayloads() {
    for (int i = 0; i < 500; i++) {
      talk(i + 1_000);
    }
    db.append(EventBuilder.in(Gardening.GARDEN).payload(new byte[2 << 20]));
    Hash blob = ((Payload.Blob) db.get(db.head().size() - 1).payload()).content();
    workshop.store().put(new byte[2 << 20]);
    workshop.catchUp();
    Checkpoints steps = workshop.checkpoints(OFTEN);
    Checkpoint taken = steps.take(workshop.state().refs().branch("main").line());
    Hash garbage = workshop.store().put(new byte[] {1, 2, 3});
    GarbageCollection.Report report = steps.collect().run();
    assertThat(report.removed()).isPositive();
    assertThat(report.missing()).isZero();
    assertThat(report.live()).isGreaterThan(4);
    assertThat(workshop.store().contains(blob)).isTrue();
    assertThat(workshop.store().contains(garbage)).isFalse();
    assertThat(Tree.at(steps.nodes(), taken.root()).count()).isEqualTo(taken.entries());
  }

  private void talk(int i) {
    EventBuilder event = EventBuilder.in(Gardening.GARDEN).type("ObjectCreated");
    db.append(event.json("{\"id\":\"o" + (i < 1_000 ? i % 50 : i) + "\",\"x\":" + i + "}"));
  }

  @Test
  void theLastCheckpointBeforeATagStays() {
    Checkpoints steps = workshop.checkpoints(OFTEN);
    Line main = workshop.state().refs().branch("main").line();
    Checkpoint tagged = null;
    for (int i = 0; i < 100; i++) {
      talk(i);
      workshop.catchUp();
      Checkpoint taken = steps.take(main);
      if (i == 37) {
        db.branches().tag("spring", "main", When.NOW, "as it was");
        tagged = taken;
      }
    }
    assertThat(steps.all()).contains(tagged).hasSizeLessThan(12);
  }

  @Test
  void aLongPastIsNotReadAgain() {
    Table plants = Gardening.plants();
    Gardening.create(db, plants);
    for (int i = 0; i < 300; i++) {
      Transaction tx = db.begin("main");
      tx.put(plants, Row.of(1L, "plant" + i), null);
      tx.commit();
      assertThat(db.view().root()).isNotNull();
    }
    workshop.catchUp();
    assertThat(workshop.checkpoints(OFTEN).root(sight("main", db.head().size())))
        .isEqualTo(db.view().root());
  }

  @Test
  void aFewLargeEventsMakeACheckpointDueAndManySmallOnesDoNot() {
    CheckpointPolicy byBytes = new CheckpointPolicy(10_000, 0, 1L << 60, 10_000, 1 << 20);
    Checkpoints steps = workshop.checkpoints(byBytes);
    for (int i = 0; i < 2; i++) {
      assertThat(steps.step()).isFalse();
      talk("x".repeat(600 << 10));
    }
    assertThat(steps.step()).isTrue();
    talk("x".repeat(600 << 10));
    assertThat(steps.step()).as("counts since the last").isFalse();
    talk("x".repeat(600 << 10));
    assertThat(steps.step()).isTrue();
    for (int i = 0; i < 400; i++) {
      talk("x".repeat(4 << 10)); // 1.6 MiB, but the tree would write more
    }
    assertThat(steps.step()).isFalse();
    assertThat(steps.all()).hasSize(2);
  }

  @Test
  void aLogThatIsYoungHasNoCheckpointYetForItsAge() {
    AtomicLong now = new AtomicLong(1_000_000_000_000_000_000L);
    CheckpointPolicy byTime = new CheckpointPolicy(10_000, 0, 1_000_000, 5, 1L << 60);
    Config config = Config.defaults().withLog(LogKind.MEMORY).withClock(now::incrementAndGet);
    try (Ewig young = Ewig.open(Path.of("memory"), config)) {
      Workshop shop = new Workshop(young);
      Checkpoints steps = shop.checkpoints(byTime);
      write(young, shop, 20);
      assertThat(steps.step()).isFalse();
      now.addAndGet(1_000_000);
      write(young, shop, 5);
      assertThat(steps.step()).isTrue();
      write(young, shop, 20);
      assertThat(steps.step()).as("counts since the last").isFalse();
    }
  }

  private static void write(Ewig to, Workshop workshop, int events) {
    for (int i = 0; i < events; i++) {
      to.append(EventBuilder.in(Gardening.GARDEN).type("StateChanged").json("{\"id\":\"tree\"}"));
    }
    workshop.catchUp();
  }

  private void talk(String text) {
    EventBuilder event = EventBuilder.in(Gardening.GARDEN).type("StateChanged");
    db.append(event.json("{\"id\":\"long\",\"text\":\"" + text + "\"}"));
    workshop.catchUp();
  }

  @Test
  void whatIsClosedGivesNoRoot() {
    Checkpoints closed = workshop.checkpoints(OFTEN);
    closed.close();
    assertThat(closed.step()).isFalse();
    assertThatThrownBy(() -> closed.root(Sight.NOTHING))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED));
  }
}
