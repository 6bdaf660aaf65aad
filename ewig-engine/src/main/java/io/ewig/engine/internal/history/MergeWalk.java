package io.ewig.engine.internal.history;

import io.ewig.engine.internal.version.Group;
import io.ewig.engine.internal.version.Store;
import io.ewig.engine.internal.version.Store.Walk;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Walks over the keys of several stores at once; of each key it gives the groups, newest first. */
final class MergeWalk {

  private final Walk[] walks;
  private final boolean[] isOver;
  private final byte[][] heads; // the keys that walks stand on; null: not read yet
  private final boolean backward;
  private final int[] ties;
  private int tieCount;
  private byte[] key = {};

  MergeWalk(Store[] newestFirst, byte @Nullable [] bound, boolean backward) {
    this.backward = backward;
    this.walks = new Walk[newestFirst.length];
    this.isOver = new boolean[newestFirst.length];
    this.heads = new byte[newestFirst.length][];
    this.ties = new int[newestFirst.length];
    for (int i = 0; i < walks.length; i++) {
      walks[i] = newestFirst[i].walk(bound, backward);
      advance(i);
    }
  }

  private void advance(int walk) {
    isOver[walk] = !walks[walk].next();
    heads[walk] = null;
  }

  boolean next() {
    for (int i = 0; i < tieCount; i++) {
      advance(ties[i]);
    }
    tieCount = 0;
    byte[] best = null;
    for (int i = 0; i < walks.length; i++) {
      if (isOver[i]) {
        continue;
      }
      int order = best == null ? -1 : compare(i, best);
      if (order == 0) {
        ties[tieCount++] = i;
      } else if (best == null || order < 0 != backward) {
        best = head(i);
        ties[0] = i;
        tieCount = 1;
      }
    }
    if (best == null) {
      return false;
    }
    key = best;
    return true;
  }

  /** Where stores have the same keys, all but one are compared where they lie. */
  private int compare(int walk, byte[] best) {
    byte[] known = heads[walk];
    if (known != null) {
      return Arrays.compareUnsigned(known, best);
    }
    int order = walks[walk].compare(best);
    if (order != 0) {
      head(walk);
    }
    return order;
  }

  private byte[] head(int walk) {
    byte[] known = heads[walk];
    if (known == null) {
      known = walks[walk].key();
      heads[walk] = known;
    }
    return known;
  }

  byte[] key() {
    return key;
  }

  /** How many stores have the key. */
  int ties() {
    return tieCount;
  }

  /** The key's group in the n-th newest store that has it. */
  Group tie(int index) {
    return walks[ties[index]].group();
  }
}
