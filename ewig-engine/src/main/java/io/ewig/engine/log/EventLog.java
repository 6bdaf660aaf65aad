package io.ewig.engine.log;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.Payload;
import io.ewig.engine.hash.ConsistencyProof;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.InclusionProof;
import java.io.Closeable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * An append-only sequence of commits.
 *
 * <ul>
 *   <li>{@link #append} is for one thread at a time; everything else for any thread;
 *   <li>readers see {@link #head()} and nothing beyond it: in durable mode a commit becomes visible
 *       only after it is on disk;
 *   <li>what has been appended never changes, but that payloads can be erased; damage is reported,
 *       never skipped;
 *   <li>after one failed write or sync nothing more is appended until the log is reopened.
 * </ul>
 */
public interface EventLog extends Closeable {

  /** What readers see. */
  Head head();

  /** Refuses if it is closed. */
  void requireOpen();

  /** What the writer has appended, visible or not; equal to {@link #head()} in a read-only log. */
  Head appended();

  /** Where each chain stands after {@link #appended()}; for the appending thread. */
  Heads heads();

  /**
   * Appends a commit whose first seq is {@code appended().size()} and that goes on from {@link
   * #heads()}.
   *
   * @return the new end; not yet durable, see {@link #awaitDurable}
   */
  Head append(Commit commit);

  /**
   * Destroys the payloads of visible events, so that no file of the log holds them any more: what
   * is left of each is {@link Payload.Erased}. Events, hashes, chains and roots stay. Done again it
   * changes nothing, and after a crash it can be done again. For the appending thread; a cursor
   * that is open may still give what it was opened on.
   */
  void erase(Collection<Long> seqs);

  /**
   * Adds payloads of visible events that were withheld from the log so far, in the same manner.
   *
   * @param payloads by seq, each with the commitment that is here
   */
  void fill(Map<Long, Payload> payloads);

  /**
   * Returns when the first {@code size} events are as durable as the log's mode promises.
   *
   * @param size of events that have been appended
   */
  default void awaitDurable(long size) {
    long appended = appended().size();
    if (size > appended) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          size + " events can't become durable: " + appended + " have been appended");
    }
    awaitDurable(() -> size);
  }

  /**
   * Likewise, of events that another thread may still have to append. If the mode promises nothing,
   * this returns at once.
   *
   * @param size {@code Long.MAX_VALUE} until they are appended. Who appends them comes here
   *     afterwards as well, for as much as it wants itself, or else wakes who waits
   */
  void awaitDurable(LongSupplier size);

  /** The event at a visible position. */
  Event get(long seq);

  /** The position of the visible event with that hash. */
  OptionalLong find(Hash hash);

  /** The commit to which the event at a visible position belongs. */
  Commit commitOf(long seq);

  /** The id of that commit; of a large one it costs no more than of a small one. */
  default EventId commitIdOf(long seq) {
    return commitOf(seq).id();
  }

  /** What the head was when the log held so many events: the end of a visible commit, or 0. */
  Head headAt(long size);

  /** The number of visible events that were recorded at or before a system time. */
  long sizeAt(long systemNanos);

  EventCursor scan(Scan scan);

  /** Follows the log from the scan's first seq on; the scan's end and direction do not count. */
  Tail follow(Scan scan);

  /** The Merkle root over the first {@code size} events. */
  Hash root(long size);

  InclusionProof proveInclusion(long seq, long size);

  ConsistencyProof proveConsistency(long oldSize, long newSize);

  /** Reads everything and recomputes every checksum, hash, chain and root. */
  VerifyReport verify(Progress progress);

  boolean isReadOnly();

  /** The files that it consists of, in order; none if it is in memory. */
  default List<LogSegment> segments() {
    return List.of();
  }

  /** How often it has waited for the disk. */
  default Forces forces() {
    return Forces.NONE;
  }

  /**
   * Where the file that holds a visible event ends, if nothing is added to that any more; else the
   * event's own seq. Opens no file.
   */
  default long sealedUntil(long seq) {
    return seq;
  }

  @Override
  void close();
}
