package io.ewig.sync.standing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Tier;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.replica.Standing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Two sides that tell each other how far they have got. */
class CounterpartTest {

  private static final int ROUNDS = Tier.count(400, 20_000);

  private final Said said = new Said();
  private final Said saidThere = new Said();

  private static Standing standing(Map<Origin, Long> seqs) {
    TreeMap<Origin, Long> marks = new TreeMap<>();
    seqs.forEach((origin, seq) -> marks.put(origin, 31 * seq));
    return new Standing(VersionVector.of(seqs), marks);
  }

  private static Origin origin(long number) {
    return new Origin(number, number);
  }

  @Test
  void bothUnderstandEachOtherWhateverTheyDifferIn() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      Randoms random = new Randoms(seed);
      Standings standings = new Standings(random);
      Standing one = standings.of(random.below(random.of(3, 100, 600)));
      Standing other = standings.unlike(one, random.below(random.of(3, 20, 300)));
      Counterpart here = new Counterpart(new Said());
      Counterpart there = new Counterpart(new Said());
      Stated words = here.say(one);
      Optional<Heard> ofOne = there.hear(words, other);
      Optional<Heard> ofOther = Optional.empty();
      int turns = 0;
      while (ofOne.isEmpty() || ofOther.isEmpty()) {
        ofOther = here.hear(there.say(other), one);
        ofOne = there.hear(here.say(one), other);
        assertThat(++turns).as("seed %s", seed).isLessThan(5);
      }
      check(seed, ofOne.get(), one);
      check(seed, ofOther.get(), other);
    }
  }

  private static void check(long seed, Heard heard, Standing standing) {
    assertThat(heard.version()).as("seed %s", seed).isEqualTo(standing.version());
    heard
        .marks()
        .forEach(
            (origin, mark) ->
                assertThat(mark).as("seed %s", seed).isEqualTo(standing.marks().get(origin)));
  }

  @Test
  void ofOriginsThatHaveGotAsFarMarksAreTold() {
    Standing one = standing(Map.of(origin(1), 5L, origin(2), 5L, origin(3), 5L));
    Standing other =
        new Standing(
            one.version(), new TreeMap<>(Map.of(origin(1), 155L, origin(2), 1L, origin(3), 155L)));
    Counterpart there = new Counterpart(saidThere);
    there.hear(new Stated.Whole(one), other);
    Stated words = there.say(other);
    assertThat(words).isInstanceOf(Stated.Relative.class);
    Counterpart here = new Counterpart(said);
    here.say(one);
    assertThat(here.hear(words, one).orElseThrow().marks()).containsEntry(origin(2), 1L);
  }

  @Test
  void aDigestThatOneHasSaidBeforeIsUnderstood() {
    Standing before = standing(Map.of(origin(1), 5L));
    Standing now = standing(Map.of(origin(1), 6L));
    new Counterpart(said).say(before);
    Stated words = new Stated.Digest(before.digest().a());
    assertThat(new Counterpart(said).hear(words, now).orElseThrow().version())
        .isEqualTo(before.version());
  }

  @Test
  void whatIsRelativeToSomethingForgottenIsAskedForAgain() {
    Standing one = new Standings(new Randoms(1)).of(40);
    Standing other = new Standings(new Randoms(2)).unlike(one, 3);
    Stated words = Stated.Relative.of(one, other.digest().a() + 1, Heard.of(other));
    Counterpart there = new Counterpart(saidThere);
    assertThat(there.hear(words, other)).isEmpty();
    assertThat(there.say(other)).isInstanceOf(Stated.Whole.class);
  }

  @Test
  void aDifferenceThatFitsNowhereIsNotUnderstood() {
    Standing mine = standing(Map.of(origin(1), 5L, origin(2), 7L));
    long base = mine.digest().a();
    List<VectorDifference> wrong =
        List.of(
            new VectorDifference(new TreeMap<>(Map.of(2, 1L)), new TreeMap<>()),
            new VectorDifference(new TreeMap<>(Map.of(0, -6L)), new TreeMap<>()),
            new VectorDifference(new TreeMap<>(Map.of(0, Long.MAX_VALUE)), new TreeMap<>()),
            new VectorDifference(new TreeMap<>(), new TreeMap<>(Map.of(origin(2), 9L))));
    for (VectorDifference difference : wrong) {
      Stated words = new Stated.Relative(1, base, difference, new TreeMap<>());
      assertThat(new Counterpart(said).hear(words, mine)).as("%s", difference).isEmpty();
    }
    VectorDifference none = new VectorDifference(new TreeMap<>(), new TreeMap<>());
    Stated words = new Stated.Relative(1, base, none, new TreeMap<>(Map.of(2, 3L)));
    assertThat(new Counterpart(said).hear(words, mine)).isEmpty();
  }

  /** What is found in it has to have the digest that was said. */
  @Test
  void aSketchOfSomethingElseIsNotBelieved() {
    Standing mine = new Standings(new Randoms(1)).of(100);
    Standing theirs = new Standings(new Randoms(2)).unlike(mine, 3);
    long ours = mine.digest().a();
    long digest = theirs.digest().a() ^ 1;
    Sketch sketch = Sketch.of(Entry.of(theirs), new Salt(digest, ours), 48);
    Stated lie = new Stated.Sketched(digest, ours, sketch);
    assertThat(new Counterpart(said).hear(lie, mine)).isEmpty();
    assertThat(new Counterpart(said).hear(Stated.Sketched.of(theirs, ours, 48), mine))
        .contains(Heard.of(theirs));
  }

  @Test
  void onlyTheLastThingsSaidAreRemembered() {
    Standing first = standing(Map.of(origin(1), 1L));
    Counterpart here = new Counterpart(said);
    here.say(first);
    for (long seq = 2; seq < 40; seq++) {
      here.say(standing(Map.of(origin(1), seq)));
    }
    assertThat(said.find(first.digest().a())).isEmpty();
  }

  /** Ten origins of thousands: less than a fortieth of what all of them would take. */
  @Test
  void fewDifferencesAmongManyOriginsAreSaidInFewBytes() {
    Standings standings = new Standings(new Randoms(4));
    Standing one = standings.of(4_000);
    Standing other = standings.unlike(one, 10);
    Counterpart here = new Counterpart(said);
    Counterpart there = new Counterpart(saidThere);
    there.hear(here.say(one), other);
    Stated.Sketched words = (Stated.Sketched) there.say(other);
    assertThat(words.sketch().symbols()).hasSize(Sketch.FIRST_SYMBOLS);
    assertThat(here.hear(words, one)).contains(Heard.of(other));
    Stated.Relative answer = (Stated.Relative) here.say(one);
    assertThat(answer.difference().changed().size() + answer.difference().added().size())
        .isLessThanOrEqualTo(10);
  }
}
