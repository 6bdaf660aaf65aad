package io.ewig.engine.internal.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What two trees changed since the one they come from: every key that at least one of them changed,
 * in order, with its value in all three; one thread.
 */
public final class ThreeWay {

  private final Differences ours;
  private final Differences theirs;
  private boolean oursLeft;
  private boolean theirsLeft;
  private boolean atOurs = true;
  private boolean atTheirs = true;

  public ThreeWay(Tree base, Tree ours, Tree theirs) {
    this.ours = base.differences(ours);
    this.theirs = base.differences(theirs);
  }

  /** Moves to the next key that one side or both changed; false if there is none. */
  public boolean next() {
    if (atOurs) {
      oursLeft = ours.next();
    }
    if (atTheirs) {
      theirsLeft = theirs.next();
    }
    int order = order();
    atOurs = oursLeft && order <= 0;
    atTheirs = theirsLeft && order >= 0;
    return atOurs || atTheirs;
  }

  private int order() {
    if (oursLeft && theirsLeft) {
      return Arrays.compareUnsigned(ours.key(), theirs.key());
    }
    return oursLeft ? -1 : 1;
  }

  public byte[] key() {
    return changer().key();
  }

  public byte @Nullable [] base() {
    return changer().before();
  }

  public byte @Nullable [] ours() {
    return atOurs ? ours.after() : theirs.before();
  }

  public byte @Nullable [] theirs() {
    return atTheirs ? theirs.after() : ours.before();
  }

  public boolean isChangedByUs() {
    return atOurs;
  }

  public boolean isChangedByThem() {
    return atTheirs;
  }

  private Differences changer() {
    return atOurs ? ours : theirs;
  }
}
