package io.ewig.engine.internal.checkpoint;

import io.ewig.engine.Ewig;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.history.VersionsOptions;
import io.ewig.engine.internal.memory.MemoryStore;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.VerifyReport.Finding;
import io.ewig.engine.part.Part;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.store.GarbageCollection;
import io.ewig.engine.store.Pin;
import io.ewig.engine.store.References;
import io.ewig.engine.store.StoreStatistics;
import io.ewig.engine.world.Reducers;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The state of somebody else's database, with checkpoints of our own. */
final class Workshop {

  private final Forgetful store = new Forgetful();
  private final State state;

  Workshop(Ewig db) {
    VersionsOptions options = VersionsOptions.of(Path.of("runs"), new RealDisk(), FrameKeys.NONE);
    this.state =
        new State(
            db.log(),
            store,
            Reducers.DEFAULT,
            Versions.inMemory(options),
            Part.everything(),
            Inception.NONE);
  }

  State state() {
    return state;
  }

  ContentStore store() {
    return store;
  }

  /** From now on the object is not there. */
  void lose(Hash address) {
    store.lost.add(address);
  }

  void catchUp() {
    state.catchUp(state.log().head().size());
  }

  Checkpoints checkpoints(CheckpointPolicy policy) {
    return new Checkpoints(state, null, policy, true);
  }

  /** A store that loses what it is told to, until it is put again. */
  private static final class Forgetful implements ContentStore {

    private final MemoryStore store = new MemoryStore();
    private final Set<Hash> lost = new HashSet<>();

    @Override
    public Hash put(byte[] bytes) {
      Hash address = store.put(bytes);
      lost.remove(address);
      return address;
    }

    @Override
    public byte[] get(Hash address) {
      if (lost.contains(address)) {
        throw new UserException(ErrorCode.NOT_FOUND, address + " was lost");
      }
      return store.get(address);
    }

    @Override
    public boolean contains(Hash address) {
      return !lost.contains(address) && store.contains(address);
    }

    @Override
    public void force() {
      store.force();
    }

    @Override
    public StoreStatistics statistics() {
      return store.statistics();
    }

    @Override
    public Pin pin(Hash root) {
      return store.pin(root);
    }

    @Override
    public GarbageCollection collect(Iterable<Hash> roots, References references, Extent extent) {
      return store.collect(roots, references, extent);
    }

    @Override
    public List<Finding> verify(Progress progress) {
      return store.verify(progress);
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
