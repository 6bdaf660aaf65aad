package io.ewig.engine.exchange;

import io.ewig.engine.event.Commit;
import io.ewig.engine.store.ContentStore;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads commits that {@link NdjsonExport} has written; holds one commit and one line at a time. */
public final class NdjsonImport {

  private NdjsonImport() {}

  /**
   * Hands over each commit once its last line is read; what came before a malformed line stays.
   *
   * @param adopt appends a commit, and refuses one whose hashes or chain do not hold
   * @return how many events were handed over
   */
  public static long read(InputStream in, ContentStore store, Consumer<Commit> adopt) {
    Lines lines = new Lines(in);
    long count = 0;
    PendingCommit pending = null;
    try {
      while (lines.next()) {
        EventLine line = EventLineReader.read(lines.bytes(), lines.length(), lines.number());
        pending = take(line, lines.number(), pending, store);
        if (pending.isComplete()) {
          pending.forceBlobs(store);
          count += pending.adopt(adopt);
          pending.close();
          pending = null;
        }
      }
      if (pending != null) {
        throw Malformed.line(lines.number(), "the import ends here, " + pending.what());
      }
      return count;
    } finally {
      if (pending != null) {
        pending.close();
      }
    }
  }

  private static PendingCommit take(
      EventLine line, long number, @Nullable PendingCommit pending, ContentStore store) {
    EventLine.CommitLine first = line.commit();
    if (first == null && pending == null) {
      throw Malformed.line(number, "field 'commit': is missing on the first line of a commit");
    }
    if (first != null && pending != null) {
      throw Malformed.line(number, "field 'commit': another commit starts, " + pending.what());
    }
    PendingCommit target = first == null ? pending : new PendingCommit(first, number);
    if (target == null) {
      throw new IllegalStateException("either this line starts a commit or one before it did");
    }
    target.add(line, number, store);
    return target;
  }
}
