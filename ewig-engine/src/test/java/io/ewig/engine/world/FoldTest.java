package io.ewig.engine.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Randoms;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class FoldTest {

  private static final Reducer DEFAULT = MergePatchReducer.DEFAULT;

  @Test
  void aStateIsWhatBruteForceMakesOfTheEvents() {
    Randoms random = new Randoms(7601);
    for (int round = 0; round < 200; round++) {
      Garden garden = Garden.random(random, 100);
      NaiveWorld naive = new NaiveWorld();
      Fold fold = new Fold(Garden.WORLD, WorldState.EMPTY, DEFAULT, Garden.INLINE);
      for (Event event : garden.events()) {
        if (event.world().equals(Garden.WORLD)) {
          naive.apply(event);
        }
        fold.add(event);
        if (random.oneIn(5)) {
          assertThat(fold.state())
              .as("round %s of seed %s, event %s", round, random.seed(), event)
              .isEqualTo(WorldState.of(naive.objects()));
        }
      }
      assertThat(fold.state()).isEqualTo(WorldState.of(naive.objects()));
    }
  }

  @Test
  void inPiecesIsAsInOneGo() {
    Randoms random = new Randoms(7602);
    for (int round = 0; round < 300; round++) {
      List<Event> events = Garden.random(random, 60).events();
      WorldState whole = Fold.of(Garden.WORLD, events.iterator(), DEFAULT, Garden.INLINE);
      WorldState state = WorldState.EMPTY;
      int at = 0;
      while (at < events.size()) {
        int to = Math.min(events.size(), at + 1 + random.below(20));
        Fold piece = new Fold(Garden.WORLD, state, DEFAULT, Garden.INLINE);
        events.subList(at, to).forEach(piece::add);
        state = piece.state();
        at = to;
      }
      assertThat(state).as("round %s of seed %s", round, random.seed()).isEqualTo(whole);
      assertThat(state.root()).isEqualTo(whole.root());
      assertThat(state.canonical()).isEqualTo(whole.canonical());
    }
  }

  @Test
  void manyObjectsMoveFromTheOverlayIntoTheBase() {
    Garden garden = new Garden();
    for (int i = 0; i < 5_000; i++) {
      garden.add(EventType.OBJECT_CREATED, "{\"id\":" + i * 7 % 5_000 + ",\"n\":" + i + "}");
      if (i % 3 == 0) {
        garden.add(EventType.OBJECT_DESTROYED, "{\"id\":" + i * 7 % 5_000 + "}");
      }
    }
    NaiveWorld naive = new NaiveWorld();
    garden.events().forEach(naive::apply);
    assertThat(garden.state()).isEqualTo(WorldState.of(naive.objects()));
    assertThat(garden.state().length()).isEqualTo(3_333);
  }

  @Test
  void anEventThatMakesNoSenseIsCountedAndChangesNothing() {
    Garden garden =
        new Garden()
            .add(EventType.OBJECT_CREATED, "{\"id\":\"rose\"}")
            .add(EventType.OBJECT_MOVED, "{\"bed\":\"south\"}")
            .add(EventType.OBJECT_MOVED, "{\"id\":\"lily\",\"bed\":\"south\"}")
            .add(EventType.STATE_CHANGED, "no JSON")
            .add(EventType.STATE_CHANGED, "[1]")
            .add(EventType.PLAYER_ACTION, "{\"jump\":true}")
            .add(EventType.STATE_CHANGED, "{\"id\":\"" + "x".repeat(1025) + "\"}");
    Fold fold = new Fold(Garden.WORLD, WorldState.EMPTY, DEFAULT, Garden.INLINE);
    garden.events().forEach(fold::add);
    assertThat(fold.counts())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                Outcome.APPLIED, 1L,
                Outcome.NO_ID, 1L,
                Outcome.UNKNOWN_OBJECT, 1L,
                Outcome.NOT_JSON, 2L,
                Outcome.NO_EFFECT, 1L,
                Outcome.TOO_LARGE, 1L));
    assertThat(new String(fold.state().canonical(), StandardCharsets.UTF_8))
        .isEqualTo("{\"rose\":{}}");
  }

  @Test
  void aPayloadThatNobodyReadsIsNotFetched() {
    Garden garden = new Garden().add(EventType.PLAYER_ACTION, "{}");
    Fold fold =
        new Fold(
            Garden.WORLD,
            WorldState.EMPTY,
            DEFAULT,
            event -> {
              throw new AssertionError("fetched");
            });
    garden.events().forEach(fold::add);
    assertThat(fold.counts()).containsOnlyKeys(Outcome.NO_EFFECT);
  }

  @Test
  void aCursorIsReadToItsEnd() {
    List<Event> events = Garden.random(new Randoms(7603), 50).events();
    Fold fold = new Fold(Garden.WORLD, WorldState.EMPTY, DEFAULT, Garden.INLINE);
    fold.addAll(new ListCursor(events.iterator()));
    assertThat(fold.state())
        .isEqualTo(Fold.of(Garden.WORLD, events.iterator(), DEFAULT, Garden.INLINE));
  }

  @Test
  void aReducerThatFailsIsNamedWithItsEvent() {
    Reducer broken =
        reducer(
            (event, payload, objects) -> {
              throw new IllegalStateException("oops");
            });
    Fold fold = new Fold(Garden.WORLD, WorldState.EMPTY, broken, Garden.INLINE);
    Event event = new Garden().add(EventType.STATE_CHANGED, "{}").events().get(0);
    assertThatThrownBy(() -> fold.add(event))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("counter (version 3)")
        .hasMessageContaining(event.id().toString())
        .hasMessageContaining("oops")
        .extracting(e -> ((UserException) e).code())
        .isEqualTo(ErrorCode.REDUCER_FAILED);
    assertThat(fold.state()).isEqualTo(WorldState.EMPTY);
  }

  @Test
  void whatAReducerDidBeforeItRefusedAnEventIsUndone() {
    for (Outcome outcome : Outcome.values()) {
      Reducer half =
          reducer(
              (event, payload, objects) -> {
                objects.put("n", JsonNumber.of(payload.length));
                return outcome;
              });
      Fold fold = new Fold(Garden.WORLD, WorldState.EMPTY, half, Garden.INLINE);
      fold.add(new Garden().add(EventType.STATE_CHANGED, "{}").events().get(0));
      assertThat(fold.state().length()).isEqualTo(outcome == Outcome.APPLIED ? 1 : 0);
    }
  }

  @Test
  void aReducerOfOnesOwnSeesItsChanges() {
    Reducer counter =
        reducer(
            (event, payload, objects) -> {
              Json before = objects.get("n");
              long n = before instanceof JsonNumber number ? number.longValue() : 0;
              objects.put("n", JsonNumber.of(n + 1));
              objects.put("m", objects.get("n"));
              objects.remove("m");
              assertThat(objects.keys()).containsExactly("n");
              return Outcome.APPLIED;
            });
    Garden garden = Garden.random(new Randoms(7604), 40);
    long mine = garden.events().stream().filter(e -> e.world().equals(Garden.WORLD)).count();
    WorldState state = Fold.of(Garden.WORLD, garden.events().iterator(), counter, Garden.INLINE);
    assertThat(state.get("n")).isEqualTo(JsonNumber.of(mine));
  }

  @Test
  void theRootIsTheSameInEveryLocaleAndTimeZone() {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      for (String tag : List.of("en-US", "tr-TR", "ar-EG-u-nu-arab")) {
        for (String id : List.of("UTC", "Pacific/Chatham")) {
          Locale.setDefault(Locale.forLanguageTag(tag));
          TimeZone.setDefault(TimeZone.getTimeZone(id));
          assertThat(Garden.random(new Randoms(7605), 300).state().root()).hasToString(PINNED);
        }
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  /** A change here is a change of what histories mean: it needs a new version of the reducer. */
  private static final String PINNED =
      "218b9dc667b14fe0fbb8b3cbd67d22faf9ce88d63fd68b7f284be3f072e1d715";

  @FunctionalInterface
  private interface Body {
    Outcome reduce(Event event, byte[] payload, WorldObjects objects);
  }

  private static Reducer reducer(Body body) {
    return new Reducer() {
      @Override
      public String name() {
        return "counter";
      }

      @Override
      public int version() {
        return 3;
      }

      @Override
      public Outcome reduce(Event event, byte[] payload, WorldObjects objects) {
        return body.reduce(event, payload, objects);
      }
    };
  }

  private static final class ListCursor implements EventCursor {

    private final Iterator<Event> events;
    private Event current;

    ListCursor(Iterator<Event> events) {
      this.events = events;
    }

    @Override
    public boolean next() {
      boolean more = events.hasNext();
      current = more ? events.next() : null;
      return more;
    }

    @Override
    public Event event() {
      return current;
    }

    @Override
    public long commitSeq() {
      return current.seq();
    }

    @Override
    public Branch branch() {
      return Branch.MAIN;
    }

    @Override
    public void close() {
      current = null;
    }
  }
}
