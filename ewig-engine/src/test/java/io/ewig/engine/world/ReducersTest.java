package io.ewig.engine.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.World;
import io.ewig.engine.log.Randoms;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReducersTest {

  private record Named(String name, int version) implements Reducer {
    @Override
    public Outcome reduce(Event event, byte[] payload, WorldObjects objects) {
      return Outcome.NO_EFFECT;
    }
  }

  private static final Reducer ONE = new Named("one", 1);
  private static final Reducer TWO = new Named("two", 1);
  private static final Reducer THREE = new Named("three", 1);

  @ParameterizedTest
  @CsvSource({
    "a://garden, a://garden, true",
    "a://garden, a://garden2, false",
    "a://garden*, a://garden, true",
    "a://garden*, a://garden2, true",
    "a://garden*, a://garden/bed, false",
    "a://garden**, a://garden/bed/1, true",
    "a://*/bed, a://garden/bed, true",
    "a://*/bed, a://garden/east/bed, false",
    "a://**/bed, a://garden/east/bed, true",
    "a://room?, a://room1, true",
    "a://room?, a://room, false",
    "a://room?, a://room/, false",
    "**, b://anything/at/all, true",
    "*://garden, a://garden, true",
    "*, a://garden, false",
    "a://a*a*a*b, a://aaaaaaaaaaaaaaaaaaaaaa, false",
    "a://[x], a://[x], true",
    "a://.*, a://xx, false",
    "a://***, a://x/y, true"
  })
  void patternsMatchWholeNames(String pattern, String world, boolean matches) {
    assertThat(new WorldPattern(pattern).matches(World.of(world))).isEqualTo(matches);
  }

  @Test
  void patternsMatchAsRegularExpressionsWould() {
    Randoms random = new Randoms(7801);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder glob = new StringBuilder();
      for (int j = random.below(6); j >= 0; j--) {
        glob.append(random.of("a", "b", "/", "*", "**", "?"));
      }
      StringBuilder name = new StringBuilder("a://");
      for (int j = random.below(6); j >= 0; j--) {
        name.append(random.of("a", "b", "/"));
      }
      String all = glob.toString();
      String regex =
          all.replace("**", "X")
              .replaceAll("X\\*?", "X")
              .replace("*", "[^/]*")
              .replace("?", "[^/]")
              .replace("X", ".*");
      assertThat(new WorldPattern("a://" + all).matches(World.of(name.toString())))
          .as("%s on %s", all, name)
          .isEqualTo(Pattern.matches("a://" + regex, name));
    }
  }

  @Test
  void aCharacterOfTwoHalvesIsOne() {
    World world = World.of("a://\uD83C\uDF39b");
    for (String pattern : List.of("a://?b", "a://??", "a://*?", "a://?*", "a://*??", "a://?*?")) {
      assertThat(new WorldPattern(pattern).matches(world)).as(pattern).isTrue();
    }
    for (String pattern : List.of("a://???", "a://*???", "a://?", "a://??b", "a://?*b?")) {
      assertThat(new WorldPattern(pattern).matches(world)).as(pattern).isFalse();
    }
  }

  @Test
  void aPatternThatWouldTakeForEverIsRefused() {
    assertThatThrownBy(() -> new WorldPattern("*".repeat(17))).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> new WorldPattern("a".repeat(1025))).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> new WorldPattern("")).isInstanceOf(UserException.class);
    String long16 = "*a".repeat(16) + "b".repeat(900);
    assertThat(new WorldPattern(long16).matches(World.of("a://" + "a".repeat(1000)))).isFalse();
  }

  @Test
  void theMostSpecificPatternDecidesWhateverTheOrder() {
    Reducers given = Reducers.DEFAULT.with("**", ONE).with("a://g*", TWO).with("a://garden", THREE);
    Reducers reversed =
        Reducers.DEFAULT.with("a://garden", THREE).with("a://g*", TWO).with("**", ONE);
    for (Reducers reducers : new Reducers[] {given, reversed}) {
      assertThat(reducers.of(World.of("a://garden"))).isSameAs(THREE);
      assertThat(reducers.of(World.of("a://grove"))).isSameAs(TWO);
      assertThat(reducers.of(World.of("b://meadow"))).isSameAs(ONE);
    }
    assertThat(given.fingerprint()).isEqualTo(reversed.fingerprint());
  }

  @Test
  void anExactNameComesBeforeALongerPattern() {
    Reducers reducers = Reducers.DEFAULT.with("a://garden*", ONE).with("a://garden", TWO);
    assertThat(reducers.of(World.of("a://garden"))).isSameAs(TWO);
  }

  @Test
  void betweenEqualsTheFirstGivenDecides() {
    Reducers reducers = Reducers.DEFAULT.with("a://gar*", ONE).with("a://*den", TWO);
    assertThat(reducers.of(World.of("a://garden"))).isSameAs(ONE);
  }

  @Test
  void worldsWithoutAPatternHaveTheDefault() {
    assertThat(Reducers.DEFAULT.of(Garden.WORLD)).isSameAs(MergePatchReducer.DEFAULT);
    assertThat(Reducers.identity(MergePatchReducer.DEFAULT)).isEqualTo("merge-patch@1");
  }

  @Test
  void aPatternIsGivenOnce() {
    Reducers reducers = Reducers.DEFAULT.with("a://*", ONE);
    assertThatThrownBy(() -> reducers.with("a://*", TWO))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'a://*'");
  }

  @Test
  void patternsAreBounded() {
    Reducers reducers = Reducers.DEFAULT;
    for (int i = 0; i < Reducers.PATTERNS_MAX; i++) {
      reducers = reducers.with("a://" + i, ONE);
    }
    Reducers full = reducers;
    assertThatThrownBy(() -> full.with("a://more", ONE)).isInstanceOf(UserException.class);
  }

  @Test
  void theFingerprintTellsVersionsApart() {
    Reducers first = Reducers.DEFAULT.with("a://*", new Named("one", 1));
    Reducers second = Reducers.DEFAULT.with("a://*", new Named("one", 2));
    assertThat(first.fingerprint())
        .isNotEqualTo(second.fingerprint())
        .isNotEqualTo(Reducers.DEFAULT.fingerprint());
  }
}
