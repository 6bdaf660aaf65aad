package io.ewig.engine.internal.checkpoint;

import io.ewig.engine.internal.difference.Candidates;
import io.ewig.engine.internal.difference.Window;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.tree.Edit;
import io.ewig.engine.internal.tree.Tree;
import io.ewig.engine.internal.version.Version;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** What has to be done to the tree of one state to get that of another; one thread. */
final class Edits implements Iterator<Edit> {

  private final Candidates candidates;
  private final Source after;
  private final @Nullable Tree before;
  private final Runnable pause;
  private boolean isAhead;
  private boolean hasMore;

  /**
   * @param before the tree of the state before, or null for an empty one
   * @param pause called before each; may throw to stop
   */
  Edits(Candidates candidates, Source after, @Nullable Tree before, Runnable pause) {
    this.candidates = candidates;
    this.after = after;
    this.before = before;
    this.pause = pause;
  }

  @Override
  public boolean hasNext() {
    if (!isAhead) {
      pause.run();
      hasMore = candidates.next();
      isAhead = true;
    }
    return hasMore;
  }

  @Override
  public Edit next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no key is left");
    }
    isAhead = false;
    byte[] key = candidates.key();
    byte[] old = before == null ? null : before.get(key);
    return new Edit(key, value(key, old, candidates.window(), after));
  }

  /** What stands in the tree of a state for a key, or null. */
  static byte @Nullable [] value(Source source, byte[] key) {
    return value(key, null, Window.ALL, source);
  }

  private static byte @Nullable [] value(
      byte[] key, byte @Nullable [] old, Window changed, Source source) {
    if (Space.isTimed(key)) {
      return RowState.after(old, changed, source, key);
    }
    Version version = source.find(key, Version.OPEN);
    return version == null ? null : version.value();
  }
}
