package io.ewig.engine.internal.space;

import io.ewig.engine.internal.version.Store;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The keys of a base and our own in a range, each once, in order; one thread. */
final class MergedKeys implements Source.Keys {

  private final Source.Keys theirs;
  private final Store.Walk mine;
  private final byte[] from;
  private final byte[] to;
  private final int direction;
  private byte @Nullable [] theirKey;
  private byte @Nullable [] myKey;
  private boolean atTheirs = true;
  private boolean isMine = true;

  MergedKeys(Source.Keys theirs, Store own, byte[] from, byte[] to, boolean backward) {
    this.theirs = theirs;
    this.mine = own.walk(backward ? to : from, backward);
    this.from = from;
    this.to = to;
    this.direction = backward ? -1 : 1;
  }

  @Override
  public boolean next() {
    if (atTheirs) {
      theirKey = theirs.next() ? theirs.key() : null;
    }
    if (isMine) {
      myKey = mine.next() && isInRange(mine.key()) ? mine.key() : null;
    }
    int order = order();
    atTheirs = theirKey != null && order <= 0;
    isMine = myKey != null && order >= 0;
    return atTheirs || isMine;
  }

  private boolean isInRange(byte[] key) {
    return direction > 0
        ? Arrays.compareUnsigned(key, to) < 0
        : Arrays.compareUnsigned(key, from) >= 0;
  }

  private int order() {
    if (theirKey != null && myKey != null) {
      return direction * Arrays.compareUnsigned(theirKey, myKey);
    }
    return theirKey != null ? -1 : 1;
  }

  @Override
  public byte[] key() {
    byte[] key = isMine ? myKey : theirKey;
    return Objects.requireNonNull(key, "next comes before key");
  }

  /** Whether we have the key it stands on, and the base perhaps too. */
  boolean isMine() {
    return isMine;
  }
}
