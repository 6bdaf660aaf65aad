package io.ewig.engine.internal.history;

import io.ewig.engine.error.EwigException;
import io.ewig.engine.internal.run.Run;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.internal.version.MemoryTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The current snapshot, and those from before that somebody may still be reading.
 *
 * <p>Readers take no lock; who replaces a snapshot holds this one's.
 */
final class Snapshots {

  private volatile Snapshot current;
  private volatile @Nullable Supplier<? extends EwigException> closed; // why, if it is
  private final List<Snapshot> past = new ArrayList<>(); // guarded by this

  Snapshots(Snapshot first) {
    this.current = first;
  }

  Snapshot current() {
    return current;
  }

  /** Enters the current snapshot, which stays open until {@link Entered#close}. */
  Entered enter() {
    while (true) {
      Snapshot snapshot = current;
      int ticket = snapshot.guard().tryEnter();
      if (ticket != ReadGuard.TURNED_AWAY) {
        return entered(snapshot, ticket);
      }
      requireOpen();
    }
  }

  private static Entered entered(Snapshot snapshot, int ticket) {
    try {
      return new Entered(snapshot, ticket);
    } catch (Error e) { // memory is full; who is in for ever would be waited for
      snapshot.guard().leave(ticket);
      throw e;
    }
  }

  /** A reader inside of a snapshot. */
  record Entered(Snapshot snapshot, int ticket) implements AutoCloseable {

    @Override
    public void close() {
      snapshot.guard().leave(ticket);
    }
  }

  void requireOpen() {
    Supplier<? extends EwigException> why = closed;
    if (why != null) {
      throw why.get();
    }
  }

  synchronized void freeze(Applied end) {
    requireOpen(); // else runs that are closed would be let in to again
    Snapshot now = current;
    List<FrozenTable> frozen = new ArrayList<>(now.frozen());
    frozen.add(new FrozenTable(now.active(), end));
    become(new Snapshot(new MemoryTable(end.endSeq()), frozen, now.runs()));
  }

  void flushed(FrozenTable table, List<Run> runs) {
    synchronized (this) {
      Snapshot now = current;
      List<FrozenTable> frozen = new ArrayList<>(now.frozen());
      frozen.remove(table);
      become(new Snapshot(now.active(), frozen, runs));
    }
    drain();
  }

  void merged(List<Run> runs) {
    synchronized (this) {
      Snapshot now = current;
      become(new Snapshot(now.active(), now.frozen(), runs));
    }
    drain();
  }

  private void become(Snapshot next) {
    past.add(current);
    current = next;
  }

  /** Waits until nobody reads what has been replaced. */
  private void drain() {
    List<Snapshot> replaced;
    synchronized (this) {
      replaced = List.copyOf(past);
      past.clear();
    }
    replaced.forEach(snapshot -> snapshot.guard().close());
  }

  void close(Supplier<? extends EwigException> why) {
    synchronized (this) {
      if (closed != null) {
        return;
      }
      closed = why;
      past.add(current);
    }
    drain();
    current.runs().forEach(Run::close);
  }
}
