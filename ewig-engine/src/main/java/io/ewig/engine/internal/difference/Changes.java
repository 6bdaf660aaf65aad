package io.ewig.engine.internal.difference;

import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the keys that do not hold the same in two sights, in order: tables, rows, objects; one
 * thread.
 *
 * <ul>
 *   <li>a row is its whole timeline: it differs if there is an instant of valid time at which it
 *       does;
 *   <li>what can't stand together is left out: it follows from the rest;
 *   <li>exact: a key that was changed and changed back is left out;
 *   <li>costs what was changed on either side since they parted.
 * </ul>
 */
public final class Changes {

  private final Source before;
  private final Source after;
  private final Candidates candidates;

  private Changes(Source before, Source after, Candidates candidates) {
    this.before = before;
    this.after = after;
    this.candidates = candidates;
  }

  /** How many events had to be read for it. */
  public long eventsRead() {
    return candidates instanceof Touched touched ? touched.events() : 0;
  }

  /** The state must have got as far as either sight. */
  public static Changes between(State state, Sight before, Sight after) {
    return between(state, before, after, Touched.KEYS_MAX);
  }

  static Changes between(State state, Sight before, Sight after, int keysMax) {
    Source one = state.source(before.lineage(), before.beforeSeq());
    Source other = state.source(after.lineage(), after.beforeSeq());
    Optional<Touched> touched = Touched.between(state, before, after, keysMax);
    return new Changes(one, other, touched.isPresent() ? touched.get() : new AllKeys(one, other));
  }

  /** The same, where all that may differ was changed on a way from the one to the other. */
  public static Changes along(State state, Way way, Sight before, Sight after) {
    Source one = state.source(before.lineage(), before.beforeSeq());
    Source other = state.source(after.lineage(), after.beforeSeq());
    Touched touched = new Touched(state, Touched.KEYS_MAX);
    return new Changes(one, other, touched.add(way) ? touched : new AllKeys(one, other));
  }

  /** Those among some candidates, which have to cover all there are. */
  public static Changes among(Candidates candidates, Source before, Source after) {
    return new Changes(before, after, candidates);
  }

  /** Whether a key does not hold the same. */
  public static boolean differ(Source one, Source other, byte[] key) {
    return differ(one, other, key, Window.ALL);
  }

  /** Goes to the next key that differs; false if there is none. */
  public boolean next() {
    while (candidates.next()) {
      if (!Space.isDisputed(candidates.key())
          && differ(before, after, candidates.key(), candidates.window())) {
        return true;
      }
    }
    return false;
  }

  /** Where it stands; not to be changed. */
  public byte[] key() {
    return candidates.key();
  }

  public boolean isTable() {
    return Space.TABLE.has(key());
  }

  public boolean isRow() {
    return Space.ROW.has(key());
  }

  public boolean isObject() {
    return Space.OBJECT.has(key());
  }

  /** The table that the definition or row is of. */
  public UUID table() {
    return Space.tableIn(key());
  }

  private static boolean differ(Source before, Source after, byte[] key, Window window) {
    if (window.isCertain()) {
      return true;
    }
    if (Space.ROW.has(key)) {
      return !same(
          before.pieces(key, window.from(), window.to()),
          after.pieces(key, window.from(), window.to()));
    }
    return !Arrays.equals(
        value(before.find(key, Long.MAX_VALUE)), value(after.find(key, Long.MAX_VALUE)));
  }

  private static byte @Nullable [] value(@Nullable Version version) {
    return version == null ? null : version.value();
  }

  private static boolean same(List<Period> one, List<Period> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      Period a = one.get(i);
      Period b = other.get(i);
      if (a.validFrom() != b.validFrom()
          || a.validTo() != b.validTo()
          || !Arrays.equals(a.value(), b.value())) {
        return false;
      }
    }
    return true;
  }
}
