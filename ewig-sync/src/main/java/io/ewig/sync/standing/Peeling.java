package io.ewig.sync.standing;

import io.ewig.engine.hash.Hash;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Finds the entries of a sketch: takes those that are alone in a symbol out of all symbols that
 * they are in, which leaves others alone, until nothing is left.
 *
 * <p>A sketch that nobody made honestly might go on for ever, so no more entries are taken out than
 * it has symbols: of fewer symbols than entries nothing can be found anyway.
 */
final class Peeling {

  private final Symbol[] symbols;
  private final Salt salt;
  private final Deque<Integer> ones = new ArrayDeque<>();
  private final List<Entry> more = new ArrayList<>();
  private final List<Entry> less = new ArrayList<>();

  private Peeling(Sketch difference, Salt salt) {
    this.symbols = difference.symbols().toArray(Symbol[]::new);
    this.salt = salt;
  }

  /**
   * In what two sets differ.
   *
   * @param more what only the first one has
   * @param less what only the other one has
   */
  record Found(List<Entry> more, List<Entry> less) {}

  /** Nothing if the sketch is too small for what there is to find. */
  static Optional<Found> of(Sketch difference, Salt salt) {
    Peeling peeling = new Peeling(difference, salt);
    return peeling.isWhole()
        ? Optional.of(new Found(peeling.more, peeling.less))
        : Optional.empty();
  }

  private boolean isWhole() {
    for (int at = 0; at < symbols.length; at++) {
      note(at);
    }
    while (!ones.isEmpty() && more.size() + less.size() < symbols.length) {
      Symbol symbol = symbols[ones.remove()];
      if (symbol.isOne(salt)) {
        takeOut(symbol);
      }
    }
    for (Symbol symbol : symbols) {
      if (!symbol.equals(Symbol.EMPTY)) {
        return false;
      }
    }
    return true;
  }

  private void note(int at) {
    if (symbols[at].isOne(salt)) {
      ones.add(at);
    }
  }

  private void takeOut(Symbol symbol) {
    Entry entry = symbol.entry();
    boolean isMore = symbol.count() > 0;
    (isMore ? more : less).add(entry);
    Hash hash = salt.hash(entry);
    for (Places places = new Places(hash); places.at() < symbols.length; places.next()) {
      int at = (int) places.at();
      symbols[at] = symbols[at].with(entry, hash, isMore ? -1 : 1);
      note(at);
    }
  }
}
