package io.ewig.engine.internal.history;

import io.ewig.engine.internal.version.KeyHash;
import io.ewig.engine.internal.version.Moment;
import io.ewig.engine.internal.version.Sample;
import io.ewig.engine.internal.version.Search;
import io.ewig.engine.internal.version.Store;
import io.ewig.engine.internal.version.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * About how many keys of a range have a value at a moment, and some of them.
 *
 * <p>Of each store some keys are looked at: whether a newer store has them as well, so that they
 * are counted there, and whether they have a value at the moment. The share that passes is taken
 * for that of all keys of the store. So updates, deletions and other branches do not count; an
 * estimate from n picks is off by about 1/sqrt(n) of what fails to pass.
 *
 * @param keys about so many
 * @param picks some of them, each with the number of keys that it stands for
 */
public record Estimate(double keys, List<Pick> picks) {

  /** So few of each store at least, however small its part is. */
  private static final int PICKS_MIN = 8;

  public Estimate {
    picks = List.copyOf(picks);
  }

  public record Pick(byte[] key, double standsFor) {}

  static Estimate of(Store[] newestFirst, byte[] from, byte[] to, Moment at, int picks) {
    Store[] stores =
        Arrays.stream(newestFirst)
            .filter(store -> store.fromSeq() < at.beforeSeq())
            .toArray(Store[]::new);
    List<Pick> found = new ArrayList<>();
    double keys = 0;
    int wanted = stores.length == 0 ? 0 : Math.max(PICKS_MIN, picks / stores.length);
    for (int i = 0; i < stores.length; i++) {
      Sample sample = stores[i].sample(from, to, wanted);
      double each = sample.picks().isEmpty() ? 0 : (double) sample.keys() / sample.picks().size();
      for (byte[] key : sample.picks()) {
        if (counts(stores, i, key, at)) {
          found.add(new Pick(key, each));
          keys += each;
        }
      }
    }
    return new Estimate(keys, found);
  }

  private static boolean counts(Store[] stores, int store, byte[] key, Moment at) {
    long hash = KeyHash.of(key);
    for (int i = 0; i < store; i++) {
      if (stores[i].find(key, hash) != null) {
        return false;
      }
    }
    Version found = Search.find(stores, key, at.lineage(), at.beforeSeq(), at.validNanos());
    return found != null && !found.isDeletion();
  }
}
