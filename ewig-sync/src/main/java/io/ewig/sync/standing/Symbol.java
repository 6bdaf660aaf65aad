package io.ewig.sync.standing;

import io.ewig.engine.event.Origin;
import io.ewig.engine.hash.Hash;

/**
 * Some entries, summed up by XOR.
 *
 * @param check of pieces of their hashes: it tells one entry from the sum of several
 * @param count how many, those that were taken out again counted as less than none
 */
public record Symbol(long high, long low, long seq, long mark, long check, long count) {

  static final Symbol EMPTY = new Symbol(0, 0, 0, 0, 0, 0);

  /**
   * With one entry more.
   *
   * @param sign -1: with one less
   */
  Symbol with(Entry entry, Hash hash, int sign) {
    return new Symbol(
        high ^ entry.origin().high(),
        low ^ entry.origin().low(),
        seq ^ entry.seq(),
        mark ^ entry.mark(),
        check ^ hash.a(),
        count + sign);
  }

  /** What this one has and another has not, less what only the other has. */
  Symbol minus(Symbol other) {
    return new Symbol(
        high ^ other.high,
        low ^ other.low,
        seq ^ other.seq,
        mark ^ other.mark,
        check ^ other.check,
        count - other.count);
  }

  /** The entry, if there is but one in here. */
  Entry entry() {
    return new Entry(new Origin(high, low), seq, mark);
  }

  boolean isOne(Salt salt) {
    return (count == 1 || count == -1) && seq > 0 && salt.hash(entry()).a() == check;
  }
}
