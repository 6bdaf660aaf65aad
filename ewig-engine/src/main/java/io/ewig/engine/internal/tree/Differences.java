package io.ewig.engine.internal.tree;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two trees, in the order of keys; one thread.
 *
 * <p>Two walks side by side. Equal subtrees are skipped unread; of two items that differ, the
 * higher one is opened. So what is read is the nodes that one tree has and the other does not, and
 * a way down more where whole nodes came in between. Trees may have different heights and lie in
 * different stores.
 */
public final class Differences {

  private final NodeStore storeBefore;
  private final NodeStore storeAfter;
  private final Walk before;
  private final Walk after;

  private @Nullable Node leafBefore;
  private @Nullable Node leafAfter;
  private int indexBefore;
  private int indexAfter;

  Differences(Tree before, Tree after, Scope scope) {
    this.storeBefore = before.nodes().store();
    this.storeAfter = after.nodes().store();
    this.before = new Walk(before, scope);
    this.after = new Walk(after, scope);
  }

  /** Moves to the next key whose value differs; false if there is none. */
  public boolean next() {
    leafBefore = null;
    leafAfter = null;
    while (before.settle() && after.settle()) {
      if (before.level() != after.level()) {
        (before.level() > after.level() ? before : after).open();
      } else if (before.isEntry()) {
        if (stepEntries()) {
          return true;
        }
      } else if (before.isSame(after)) {
        skipBoth();
      } else {
        before.open(); // and the other next, which is now the higher one
      }
    }
    if (toEntry(before)) {
      takeBefore();
    } else if (toEntry(after)) {
      takeAfter();
    }
    return leafBefore != null || leafAfter != null;
  }

  public byte[] key() {
    if (leafBefore != null) {
      return leafBefore.key(indexBefore);
    }
    if (leafAfter != null) {
      return leafAfter.key(indexAfter);
    }
    throw new UserException(ErrorCode.INVALID_ARGUMENT, "no difference here; call next() first");
  }

  /** The value in the first tree, or null. */
  public byte @Nullable [] before() {
    return leafBefore == null ? null : LeafValue.read(leafBefore, indexBefore, storeBefore);
  }

  /** The value in the second tree, or null. */
  public byte @Nullable [] after() {
    return leafAfter == null ? null : LeafValue.read(leafAfter, indexAfter, storeAfter);
  }

  /** The edit that makes the first tree like the second. */
  public Edit edit() {
    return new Edit(key(), after());
  }

  /** True if the entries differ, and the one that comes first, or both, are taken. */
  private boolean stepEntries() {
    int order = before.compareKey(after);
    if (order == 0 && before.isSame(after)) {
      skipBoth();
      return false;
    }
    if (order <= 0) {
      takeBefore();
    }
    if (order >= 0) {
      takeAfter();
    }
    return true;
  }

  private void skipBoth() {
    before.skip();
    after.skip();
  }

  /** Goes to the next entry in the scope; false if there is none. */
  private static boolean toEntry(Walk walk) {
    while (walk.settle() && !walk.isEntry()) {
      walk.open();
    }
    return !walk.isAtEnd();
  }

  private void takeBefore() {
    leafBefore = before.node();
    indexBefore = before.index();
    before.skip();
  }

  private void takeAfter() {
    leafAfter = after.node();
    indexAfter = after.index();
    after.skip();
  }
}
