package io.ewig.sync.standing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Tier;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.replica.Standing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sketches beside plain differences of sets. */
class SketchTest {

  private static final int ROUNDS = Tier.count(2_000, 100_000);
  private static final int TRIES = Tier.count(8, 500);

  private static Sketch sketch(Standing standing, Salt salt, int size) {
    return Sketch.of(Entry.of(standing), salt, size);
  }

  private static Set<Entry> less(Standing one, Standing other) {
    Set<Entry> entries = new HashSet<>(Entry.of(one));
    Entry.of(other).forEach(entries::remove);
    return entries;
  }

  @Test
  void whatIsFoundIsWhatTheSetsDifferIn() {
    int found = 0;
    for (long seed = 0; seed < ROUNDS; seed++) {
      Randoms random = new Randoms(seed);
      Standings standings = new Standings(random);
      Standing one = standings.of(random.below(80));
      Standing other = standings.unlike(one, random.below(40));
      Salt salt = new Salt(seed, 7);
      int size = 1 + random.below(150);
      Sketch difference = sketch(one, salt, size).minus(sketch(other, salt, size));
      Optional<Peeling.Found> peeled = Peeling.of(difference, salt);
      if (peeled.isPresent()) {
        found++;
        assertThat(peeled.get().more())
            .as("seed %s", seed)
            .containsExactlyInAnyOrderElementsOf(less(one, other));
        assertThat(peeled.get().less())
            .as("seed %s", seed)
            .containsExactlyInAnyOrderElementsOf(less(other, one));
      } else {
        int differing = less(one, other).size() + less(other, one).size();
        assertThat(size).as("seed %s", seed).isLessThan(3 * differing + 30);
      }
    }
    assertThat(found).isGreaterThan(ROUNDS / 2);
  }

  @Test
  void equalSetsNeedOneSymbol() {
    Standing one = new Standings(new Randoms(3)).of(50);
    Salt salt = new Salt(1, 2);
    Sketch difference = sketch(one, salt, 1).minus(sketch(one, salt, 1));
    assertThat(Peeling.of(difference, salt).orElseThrow().more()).isEmpty();
  }

  /** What was wanted has to do nearly always, and be no waste. */
  @Test
  void aSketchThatWasTooSmallSaysHowLargeItHasToBe() {
    for (int origins : List.of(50, 200, 1_000)) {
      List<Integer> sizes = new ArrayList<>();
      int found = 0;
      for (long seed = 0; seed < TRIES; seed++) {
        Standings standings = new Standings(new Randoms(seed));
        Standing one = standings.of(2_000);
        Standing other = standings.unlike(one, origins);
        Salt salt = new Salt(seed, 9);
        Sketch small =
            sketch(one, salt, Sketch.FIRST_SYMBOLS)
                .minus(sketch(other, salt, Sketch.FIRST_SYMBOLS));
        int wanted = small.sizeWanted(1 << 20);
        sizes.add(wanted);
        Sketch large = sketch(one, salt, wanted).minus(sketch(other, salt, wanted));
        found += Peeling.of(large, salt).isPresent() ? 1 : 0;
      }
      assertThat(found).as("found, of %s origins", origins).isGreaterThan(TRIES / 2);
      assertThat(sizes.stream().mapToInt(size -> size).average().orElseThrow())
          .as("symbols for %s origins", origins)
          .isLessThan(5.0 * origins);
    }
  }

  /** One that says it is a sketch of much, and would be peeled for ever. */
  @Test
  void aSketchThatNobodyMadeComesToAnEnd() {
    Randoms random = new Randoms(5);
    Salt salt = new Salt(1, 2);
    for (int round = 0; round < 200; round++) {
      Standing one = new Standings(random).of(1 + random.below(20));
      List<Symbol> symbols = new ArrayList<>(sketch(one, salt, 40).symbols());
      for (int left = random.below(10); left > 0; left--) {
        Symbol twisted = symbols.get(random.below(40));
        symbols.set(
            random.below(40),
            random.oneIn(2)
                ? twisted
                : new Symbol(
                    twisted.high(),
                    twisted.low(),
                    twisted.seq() ^ random.longBelow(4),
                    twisted.mark(),
                    twisted.check(),
                    random.below(5) - 2));
      }
      Sketch lie = new Sketch(symbols);
      Peeling.of(lie, salt)
          .ifPresent(found -> assertThat(found.more()).hasSizeLessThanOrEqualTo(40));
      assertThat(lie.sizeWanted(1_000)).isBetween(0, 1_000);
    }
  }

  @Test
  void hashesOfAnotherMeetingAreOthers() {
    Entry entry = Entry.of(new Standings(new Randoms(1)).of(1)).get(0);
    assertThat(new Salt(1, 2).hash(entry))
        .isNotEqualTo(new Salt(1, 3).hash(entry))
        .isNotEqualTo(new Salt(2, 1).hash(entry));
  }
}
