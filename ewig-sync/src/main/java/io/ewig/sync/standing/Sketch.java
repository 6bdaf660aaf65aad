package io.ewig.sync.standing;

import io.ewig.engine.hash.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A set of entries as sums of some of them: what two sketches of equal size differ in is a sketch
 * of what their sets differ in, and {@link Peeling} finds that if the sketch is large enough for
 * it.
 */
public record Sketch(List<Symbol> symbols) {

  /** What a symbol takes on the wire, about. */
  static final int SYMBOL_BYTES = 36;

  /** Enough for about a dozen origins of which each side knows another number. */
  static final int FIRST_SYMBOLS = 48;

  /** Symbols for each entry that differs: few differences need more of them, many 1.35. */
  private static final double SYMBOLS_PER_ENTRY = 1.75;

  private static final int MORE_SYMBOLS = 16;

  public Sketch {
    symbols = List.copyOf(symbols);
  }

  static Sketch of(Collection<Entry> entries, Salt salt, int size) {
    Symbol[] symbols = new Symbol[size];
    Arrays.fill(symbols, Symbol.EMPTY);
    for (Entry entry : entries) {
      Hash hash = salt.hash(entry);
      for (Places places = new Places(hash); places.at() < size; places.next()) {
        int at = (int) places.at();
        symbols[at] = symbols[at].with(entry, hash, 1);
      }
    }
    return new Sketch(List.of(symbols));
  }

  int size() {
    return symbols.size();
  }

  /** What this one's set has and the other's has not, less what only the other's has. */
  Sketch minus(Sketch other) {
    List<Symbol> difference = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      difference.add(symbols.get(i).minus(other.symbols.get(i)));
    }
    return new Sketch(difference);
  }

  /**
   * How many symbols a sketch should have that is to show the difference of which this one is a
   * sketch.
   *
   * <p>The counts tell: what is on one side only adds one or takes one away, by the chance of its
   * place, so that the squares of the counts grow with the number of entries. The first symbol has
   * them all, and says by how many one side has more than the other.
   */
  int sizeWanted(int max) {
    double more = symbols.get(0).count();
    double squares = 0;
    double byChance = 0;
    for (int i = 1; i < size(); i++) {
      double chance = 2.0 / (i + 2);
      double count = symbols.get(i).count();
      squares += count * count - more * more * chance * chance;
      byChance += chance * (1 - chance);
    }
    double differing = Math.max(Math.abs(more), byChance > 0 ? squares / byChance : 0);
    double wanted = Math.max(2.0 * size(), SYMBOLS_PER_ENTRY * differing + MORE_SYMBOLS);
    return (int) Math.min(wanted, max);
  }
}
