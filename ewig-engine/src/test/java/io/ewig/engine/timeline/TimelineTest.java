package io.ewig.engine.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.Receipt;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.World;
import io.ewig.engine.json.Json;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.When;
import io.ewig.engine.value.Type;
import io.ewig.engine.world.Outcome;
import io.ewig.engine.world.Reducer;
import io.ewig.engine.world.WorldObjects;
import io.ewig.engine.world.WorldState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A garden, a copy of it and a meadow, at moments and side by side. */
class TimelineTest {

  private static final World GARDEN = World.of("a://garden");
  private static final World COPY = World.of("a://copy");
  private static final Instant LONG_AGO = Instant.ofEpochSecond(1);
  private static final Instant LONG_AFTER = Instant.ofEpochSecond(9_000_000_000L);

  private final Ewig db = Ewig.inMemory();
  private final Timeline garden = db.timelines().of(GARDEN);

  @AfterEach
  void close() {
    db.close();
  }

  private static EventBuilder planted(World world, String id) {
    return EventBuilder.in(world).type("ObjectCreated").json("{\"id\":\"" + id + "\"}");
  }

  private Receipt plant(World world, String id) {
    return db.append(planted(world, id));
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable what, String... says) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(UserException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContainingAll(says);
  }

  @Test
  void aWorldIsAsItWas() {
    Receipt rose = plant(GARDEN, "rose");
    Receipt oak = plant(GARDEN, "oak");
    assertThat(garden.at(rose.systemTime()).keys()).containsExactly("rose");
    assertThat(garden.at(rose.systemTime().minusNanos(1))).isEqualTo(WorldState.EMPTY);
    assertThat(garden.at(new When.AfterCommit(oak.commit())).keys()).containsExactly("oak", "rose");
    assertThat(garden.latest()).isEqualTo(db.view().world(GARDEN));
  }

  @Test
  void aWorldWithoutEventsIsEmpty() {
    assertThat(garden.latest()).isEqualTo(WorldState.EMPTY);
    assertThat(garden.count()).isZero();
    assertThat(garden.atTick(0)).isEqualTo(WorldState.EMPTY);
    assertThat(garden.range(LONG_AGO, LONG_AFTER).next()).isFalse();
    assertThat(db.timelines().verify("main", When.NOW, Runnable::run)).isEmpty();
  }

  @Test
  void aTickIsAWorldAfterSoManyOfItsEvents() {
    plant(GARDEN, "rose");
    plant(COPY, "rose");
    Receipt oak = plant(GARDEN, "oak");
    assertThat(garden.count()).isEqualTo(2);
    assertThat(garden.count(new When.AfterEvent(0))).isEqualTo(1);
    assertThat(garden.tick(2)).isEqualTo(db.get(oak.firstSeq()));
    assertThat(garden.atTick(1).keys()).containsExactly("rose");
    assertThat(garden.atTick(2).keys()).containsExactly("oak", "rose");
  }

  @Test
  void aTickThatIsNotThereNamesHowManyThereAre() {
    plant(GARDEN, "rose");
    plant(GARDEN, "oak");
    assertRefused(ErrorCode.UNKNOWN_TICK, () -> garden.tick(3), "no tick 3", "2 events", "1 to 2");
    assertRefused(ErrorCode.UNKNOWN_TICK, () -> garden.tick(0), "no tick 0");
    assertRefused(ErrorCode.UNKNOWN_TICK, () -> garden.atTick(-1), "no tick -1", "0 to 2");
    assertRefused(ErrorCode.UNKNOWN_TICK, () -> db.timelines().of(COPY).tick(1), "had 0 events");
  }

  @Test
  void aBranchThatIsNotThereIsRefused() {
    Timeline nowhere = db.timelines().of(GARDEN, "nowhere");
    assertRefused(ErrorCode.UNKNOWN_BRANCH, nowhere::latest, "nowhere");
    assertRefused(ErrorCode.UNKNOWN_BRANCH, nowhere::count, "nowhere");
    assertRefused(
        ErrorCode.UNKNOWN_BRANCH, () -> db.timelines().snapshot("nowhere", When.NOW), "nowhere");
    assertRefused(
        ErrorCode.UNKNOWN_BRANCH,
        () -> db.timelines().firstDivergence("main", "nowhere"),
        "nowhere");
  }

  @Test
  void aTableHasNoTicks() {
    Timeline table = db.timelines().of(World.of("table://public.beds"));
    assertRefused(ErrorCode.RESERVED_WORLD, table::count, "table://public.beds");
    assertThat(table.range(LONG_AGO, LONG_AFTER).next()).isFalse();
  }

  private static List<Event> read(EventCursor cursor) {
    List<Event> found = new ArrayList<>();
    try (cursor) {
      while (cursor.next()) {
        assertThat(cursor.seq()).isEqualTo(cursor.event().seq());
        assertThat(cursor.systemNanos()).isEqualTo(cursor.event().systemNanos());
        assertThat(cursor.payloadSize()).isEqualTo(cursor.event().payload().size());
        found.add(cursor.event());
      }
    }
    assertThat(cursor.next()).isFalse();
    return found;
  }

  @Test
  void aRangeHasItsFirstInstantAndNotItsLast() {
    Receipt rose = plant(GARDEN, "rose");
    plant(COPY, "rose");
    Receipt oak = plant(GARDEN, "oak");
    assertThat(read(garden.range(rose.systemTime(), oak.systemTime())))
        .containsExactly(db.get(rose.firstSeq()));
    assertThat(read(garden.range(oak.systemTime(), rose.systemTime()))).isEmpty();
    assertThat(read(garden.range(Instant.MIN, Instant.MAX)))
        .isEqualTo(read(db.range(GARDEN, Instant.MIN, Instant.MAX)))
        .hasSize(2);
  }

  @Test
  void aTablesRangeHasTheRowsThatTheBranchSees() {
    Table beds =
        new TableBuilder(new UUID(1, 2), "public", "beds")
            .notNull("id", Type.BIGINT)
            .primaryKey("id")
            .build();
    try (Transaction tx = db.begin("main")) {
      tx.create(beds);
      tx.insert(beds, Map.of("id", 1L));
      tx.commit();
    }
    db.branches().create("dev", "main");
    Commit later;
    try (Transaction tx = db.begin("main")) {
      tx.insert(beds, Map.of("id", 2L));
      later = tx.commit().orElseThrow();
    }
    try (Transaction tx = db.begin("dev")) {
      tx.insert(beds, Map.of("id", 3L));
      tx.commit();
    }
    World table = later.first().world();
    Instant from = LONG_AGO;
    assertThat(read(db.timelines().of(table, "main").range(from, LONG_AFTER)))
        .hasSize(3)
        .contains(later.first());
    assertThat(read(db.timelines().of(table, "main").range(from, later.first().systemTime())))
        .hasSize(2);
    assertThat(read(db.timelines().of(table, "dev").range(from, LONG_AFTER)))
        .hasSize(3)
        .doesNotContain(later.first());
    assertThat(read(db.range(table, from, LONG_AFTER))).hasSize(4);
    assertRefused(ErrorCode.RESERVED_WORLD, () -> db.timelines().of(table).tick(1), "no ticks");
    assertThat(db.timelines().snapshot("main", When.NOW).worlds()).isEmpty();
  }

  @Test
  void aRareWorldIsFoundAmongMany() {
    Receipt rose = plant(GARDEN, "rose");
    for (int i = 0; i < 100; i++) {
      plant(COPY, "rose " + i);
    }
    Receipt oak = plant(GARDEN, "oak");
    List<Event> found = read(db.range(GARDEN, LONG_AGO, LONG_AFTER));
    assertThat(found).containsExactly(db.get(rose.firstSeq()), db.get(oak.firstSeq()));
    assertThat(read(db.range(COPY, LONG_AGO, LONG_AFTER))).hasSize(100);
  }

  @Test
  void theSameMomentIsTheSameState() {
    Receipt rose = plant(GARDEN, "rose");
    plant(COPY, "rose");
    db.branches().create("dev", "main");
    assertThat(garden.latest())
        .isSameAs(garden.at(rose.systemTime()))
        .isSameAs(db.timelines().of(GARDEN, "dev").latest());
    CacheStatistics cache = db.timelines().cache();
    assertThat(cache.hits()).isEqualTo(2);
    assertThat(cache.reads()).isEqualTo(1);
    assertThat(cache.states()).isEqualTo(1);
  }

  @Test
  void aLaterStateIsMadeOfAnEarlierOne() {
    for (int i = 0; i < 40; i++) {
      plant(GARDEN, "rose " + i);
    }
    garden.latest();
    plant(GARDEN, "oak");
    assertThat(garden.latest().length()).isEqualTo(41);
    assertThat(db.timelines().cache().folds()).isEqualTo(1);
    assertThat(garden.atTick(3).length()).isEqualTo(3);
    assertThat(garden.latest()).isEqualTo(db.view().world(GARDEN));
  }

  @Test
  void branchesPartAtTheFirstCommitThatOneOfThemHas() {
    plant(GARDEN, "rose");
    db.branches().create("dev", "main");
    assertThat(db.timelines().firstDivergence("main", "dev")).isEmpty();
    Receipt oak = db.batch().on("dev").add(planted(GARDEN, "oak")).commit();
    plant(GARDEN, "lily");
    BranchParting parting = db.timelines().firstDivergence("main", "dev").orElseThrow();
    assertThat(parting.commit().id()).isEqualTo(oak.commit());
    assertThat(parting.branch()).isEqualTo("dev");
  }

  @Test
  void worldsPartAtTheFirstCommitAfterWhichTheyDiffer() {
    db.batch().add(planted(GARDEN, "rose")).add(planted(COPY, "rose")).commit();
    assertThat(garden.firstDivergence(db.timelines().of(COPY))).isEmpty();
    plant(GARDEN, "oak");
    plant(COPY, "elm");
    Parting parting = garden.firstDivergence(db.timelines().of(COPY)).orElseThrow();
    assertThat(parting.event()).isEqualTo(garden.tick(2));
    assertThat(parting.where().key()).isEqualTo("oak");
    assertThat(parting.where().right()).isNull();
    TickParting tick = garden.firstDivergentTick(db.timelines().of(COPY)).orElseThrow();
    assertThat(tick.tick()).isEqualTo(2);
    assertThat(tick.where().key()).isEqualTo("elm");
  }

  @Test
  void aRunThatIsBehindHasNotParted() {
    plant(GARDEN, "rose");
    plant(GARDEN, "oak");
    plant(COPY, "rose");
    assertThat(garden.firstDivergentTick(db.timelines().of(COPY))).isEmpty();
    assertThat(garden.firstDivergence(db.timelines().of(COPY))).isPresent();
  }

  @Test
  void snapshotsWithEqualWorldsHaveEqualRoots() {
    plant(GARDEN, "rose");
    plant(COPY, "elm");
    WorldSnapshot before = db.timelines().snapshot("main", When.NOW);
    plant(GARDEN, "oak");
    plant(World.of("a://meadow"), "fern");
    WorldSnapshot between = db.timelines().snapshot("main", When.NOW);
    db.append(EventBuilder.in(GARDEN).type("ObjectDestroyed").json("{\"id\":\"oak\"}"));
    db.append(EventBuilder.in("a://meadow").type("WorldDestroyed").json("{}"));
    WorldSnapshot after = db.timelines().snapshot("main", When.NOW);
    assertThat(after.root()).isEqualTo(before.root()).isNotEqualTo(between.root());
    assertThat(after.worlds()).hasSize(3);
    assertThat(before.worlds()).containsExactly(COPY, GARDEN);
    assertThat(before.size()).isLessThan(after.size());
    assertThat(before.state(GARDEN).keys()).containsExactly("rose");
  }

  /** Counts events under one key; which one, its version says. */
  private record Counting(int version) implements Reducer {

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public Outcome reduce(Event event, byte[] payload, WorldObjects objects) {
      String key = "count of version " + version;
      Json before = objects.get(key);
      int count = before == null ? 0 : Integer.parseInt(before.toString());
      objects.put(key, Json.parse("" + (count + 1)));
      return Outcome.APPLIED;
    }
  }

  @Test
  void anotherReducerMakesAllStatesAnew(@TempDir Path folder) {
    Config config = Config.defaults().withLog(LogKind.PLAIN);
    World counted = World.of("b://counted");
    int events = 6000; // so many that the index is written
    try (Ewig first = Ewig.open(folder, config.withReducer("b://**", new Counting(1)))) {
      var batch = first.batch();
      for (int i = 0; i < events; i++) {
        batch.add(EventBuilder.in(counted).json("1"));
      }
      batch.commit();
      assertThat(first.timelines().of(counted).latest().keys())
          .containsExactly("count of version 1");
    }
    assertThat(folder.resolve("runs")).isDirectoryContaining("glob:**.ewr");
    try (Ewig second = Ewig.open(folder, config.withReducer("b://**", new Counting(2)))) {
      second.append(EventBuilder.in(counted).json("1"));
      WorldState state = second.timelines().of(counted).latest();
      assertThat(state.keys()).containsExactly("count of version 2");
      assertThat(state.get("count of version 2")).hasToString("" + (events + 1));
      assertThat(second.timelines().verify("main", When.NOW, Runnable::run)).isEmpty();
    }
    Config toRead = config.withReadOnly(true);
    try (Ewig third = Ewig.open(folder, toRead.withReducer("b://**", new Counting(3)))) {
      assertThat(third.timelines().of(counted).latest().keys())
          .containsExactly("count of version 3");
    }
  }

  @Test
  void aStateThatItsEventsDoNotGiveIsFound(@TempDir Path folder) {
    int[] says = {1};
    Reducer fickle =
        new Reducer() {
          @Override
          public String name() {
            return "fickle";
          }

          @Override
          public int version() {
            return 1;
          }

          @Override
          public Outcome reduce(Event event, byte[] payload, WorldObjects objects) {
            objects.put("rose", Json.parse("{\"petals\":" + says[0] + "}"));
            return Outcome.APPLIED;
          }
        };
    Config config = Config.defaults().withReducer("a://**", fickle);
    try (Ewig wrong = Ewig.open(folder, config.withLog(LogKind.PLAIN))) {
      wrong.append(planted(GARDEN, "rose"));
      assertThat(wrong.timelines().verify("main", When.NOW, Runnable::run)).isEmpty();
      says[0] = 2;
      assertThat(wrong.timelines().verify("main", When.NOW, Runnable::run))
          .singleElement()
          .hasToString(
              "a://garden differs in object 'rose' at '/petals': the index holds 1, the events say 2");
    }
  }
}
