package io.ewig.engine;

import io.ewig.engine.erasure.Erasures;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Progress;
import io.ewig.engine.session.StateReport;
import io.ewig.engine.session.StateSnapshot;
import io.ewig.engine.store.GarbageCollection;
import java.util.List;
import java.util.SortedMap;

/** What branches hold, as it was made of the log: all of it can be made again; any thread. */
public final class DerivedState {

  private final Opened parts;
  private final Erasures erasures;

  DerivedState(Opened parts, Erasures erasures) {
    this.parts = parts;
    this.erasures = erasures;
  }

  /** The root of each branch as it is now: equal states have equal roots, on every machine. */
  public SortedMap<String, Hash> roots() {
    return parts.database().roots();
  }

  /** The states of branches that are kept, so that later ones are found from there. */
  public List<StateSnapshot> snapshots() {
    return parts.database().snapshots();
  }

  /** Reads the log again from its start, and holds all that is derived from it against that. */
  public StateReport verify(Progress progress) {
    return parts.verifyState(progress, erasures::isErasing);
  }

  /**
   * Begins to give back the room of objects that nothing needs any more, in short steps beside
   * readers and writers. No history goes: payloads of events stay, whatever branch they are on.
   */
  public GarbageCollection collect() {
    return parts.database().checkpoints().collect();
  }
}
