package io.ewig.engine.internal.history;

import io.ewig.engine.error.InternalException;
import io.ewig.engine.internal.run.Run;
import io.ewig.engine.internal.run.RunFolder;
import io.ewig.engine.internal.run.RunWriter;
import io.ewig.engine.internal.version.Group;
import io.ewig.engine.internal.version.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes one run out of stores, in steps of bounded size. */
final class Build {

  private final RunFolder folder;
  private final RunFolder.Draft draft;
  private final MergeWalk walk;

  Build(RunFolder folder, List<? extends Store> oldestFirst, RunWriter.Extent extent)
      throws IOException {
    this.folder = folder;
    List<Store> newestFirst = new ArrayList<>(oldestFirst);
    Collections.reverse(newestFirst);
    this.walk = new MergeWalk(newestFirst.toArray(Store[]::new), null, false);
    this.draft = folder.start(extent);
  }

  /**
   * Goes on until so many more bytes are written.
   *
   * @return whether there is more to do
   */
  boolean advance(long bytes) throws IOException {
    RunWriter writer = draft.writer();
    long until = writer.position() + bytes;
    while (writer.position() < until) {
      if (!walk.next()) {
        return false;
      }
      List<Group> parts = new ArrayList<>(walk.ties());
      for (int i = walk.ties() - 1; i >= 0; i--) { // oldest first
        parts.add(walk.tie(i));
      }
      writer.add(walk.key(), parts);
    }
    return true;
  }

  Run finish() throws IOException {
    InternalException.require(!walk.next(), "a run is complete before it is finished");
    return folder.finish(draft);
  }

  /** Gives up. If the file can't be deleted now, it is when the folder is opened again. */
  void abandon() {
    folder.discard(draft);
  }
}
