package io.ewig.engine.internal.checkpoint;

import io.ewig.engine.Ewig;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.history.VersionsOptions;
import io.ewig.engine.internal.memory.MemoryStore;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.world.Reducers;
import java.nio.file.Path;

/** The state of somebody else's database, with checkpoints of our own. */
final class Workshop {

  private final ContentStore store = new MemoryStore();
  private final State state;

  Workshop(Ewig db) {
    VersionsOptions options = VersionsOptions.of(Path.of("runs"), new RealDisk(), FrameKeys.NONE);
    this.state = new State(db.log(), store, Reducers.DEFAULT, Versions.inMemory(options));
  }

  State state() {
    return state;
  }

  ContentStore store() {
    return store;
  }

  void catchUp() {
    state.catchUp(state.log().head().size());
  }

  Checkpoints checkpoints(CheckpointPolicy policy) {
    return new Checkpoints(state, null, policy, true);
  }
}
