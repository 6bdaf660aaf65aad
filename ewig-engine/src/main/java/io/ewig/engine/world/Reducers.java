package io.ewig.engine.world;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Preimage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Which reducer folds which world; immutable.
 *
 * <ul>
 *   <li>of the patterns that match, an exact name comes first, then the one with the most
 *       characters that stand for themselves, then the one that was given first;
 *   <li>where none matches, {@link MergePatchReducer};
 *   <li>a pattern is given once.
 * </ul>
 */
public final class Reducers {

  /** Each world that is opened tries all patterns. */
  public static final int PATTERNS_MAX = 1000;

  public static final Reducers DEFAULT = new Reducers(List.of());

  private static final long DOMAIN = Preimage.domain("EWIGRDC1");

  private record Entry(WorldPattern pattern, Reducer reducer) {}

  /** In the order in which they are tried. */
  private final List<Entry> entries;

  private Reducers(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** These and one more. */
  public Reducers with(String glob, Reducer reducer) {
    Objects.requireNonNull(reducer, "reducer: leave the pattern out for the default one");
    WorldPattern pattern = new WorldPattern(glob);
    if (entries.stream().anyMatch(entry -> entry.pattern().equals(pattern))) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "the pattern '" + glob + "' has a reducer already; give it one, or a narrower pattern");
    }
    if (entries.size() == PATTERNS_MAX) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "there are " + PATTERNS_MAX + " patterns already, and '" + glob + "' is one too many");
    }
    List<Entry> more = new ArrayList<>(entries);
    more.add(new Entry(pattern, reducer));
    more.sort(
        Comparator.comparing((Entry entry) -> !entry.pattern().isExact())
            .thenComparing(entry -> -entry.pattern().literals()));
    return new Reducers(more);
  }

  public Reducer of(World world) {
    for (Entry entry : entries) {
      if (entry.pattern().matches(world)) {
        return entry.reducer();
      }
    }
    return MergePatchReducer.DEFAULT;
  }

  /**
   * What made a state, for whoever keeps it: another name or version means that it is made anew.
   */
  public static String identity(Reducer reducer) {
    return reducer.name() + "@" + reducer.version();
  }

  /** Differs if any world could have another reducer, or another version of it. */
  public Hash fingerprint() {
    Preimage preimage = Preimage.start(DOMAIN).putText(identity(MergePatchReducer.DEFAULT));
    for (Entry entry : entries) {
      preimage.putText(entry.pattern().glob()).putText(identity(entry.reducer()));
    }
    return preimage.hash();
  }
}
