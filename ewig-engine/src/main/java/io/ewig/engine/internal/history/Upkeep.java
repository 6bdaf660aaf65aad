package io.ewig.engine.internal.history;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.internal.disk.DiskFailure;
import io.ewig.engine.internal.run.Run;
import io.ewig.engine.internal.run.RunFolder;
import io.ewig.engine.internal.run.RunWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The background work: frozen tables become runs, runs of a level become one of the next.
 *
 * <p>One thread at a time. A step that fails leaves everything as it was; the next one tries again.
 */
final class Upkeep {

  /** What one step of a merge writes; some milliseconds. */
  private static final long STEP_BYTES = 8 << 20;

  private final VersionsOptions options;
  private final RunFolder folder;
  private final Snapshots snapshots;
  private @Nullable Merge merge;

  /** A merge that is under way. */
  private record Merge(List<Run> inputs, Build build) {}

  Upkeep(VersionsOptions options, RunFolder folder, Snapshots snapshots) {
    this.options = options;
    this.folder = folder;
    this.snapshots = snapshots;
  }

  /** Does one piece of work, the most urgent one; says whether there was any. */
  boolean step() {
    try {
      return flush() || merge();
    } catch (IOException e) {
      throw failure(options, e);
    }
  }

  /** Makes a run of the oldest frozen table, if there is one. */
  boolean flush() throws IOException {
    Snapshot now = snapshots.current();
    if (now.frozen().isEmpty()) {
      return false;
    }
    FrozenTable oldest = now.frozen().get(0);
    Build build =
        new Build(
            folder,
            List.of(oldest.table()),
            new RunWriter.Extent(
                0, oldest.table().fromSeq(), oldest.end().endSeq(), oldest.end().chain()));
    Run run = complete(build, Long.MAX_VALUE);
    List<Run> runs = new ArrayList<>(now.runs());
    runs.add(run);
    name(runs, run);
    snapshots.flushed(oldest, runs);
    return true;
  }

  private boolean merge() throws IOException {
    Merge job = merge == null ? plan() : merge;
    if (job == null) {
      return false;
    }
    merge = null; // unless all goes well
    if (isUnfinished(job.build)) {
      merge = job;
      return true;
    }
    List<Run> runs = new ArrayList<>(snapshots.current().runs());
    int at = runs.indexOf(job.inputs.get(0));
    Run run = complete(job.build, 0);
    runs.removeAll(job.inputs);
    runs.add(at, run);
    name(runs, run);
    snapshots.merged(runs);
    folder.retire(job.inputs);
    return true;
  }

  private @Nullable Merge plan() throws IOException {
    List<Run> inputs = MergePlan.choose(snapshots.current().runs(), options.fanIn());
    if (inputs.isEmpty()) {
      return null;
    }
    Run last = inputs.get(inputs.size() - 1);
    RunWriter.Extent extent =
        new RunWriter.Extent(
            last.level() + 1, inputs.get(0).fromSeq(), last.endSeq(), last.chain());
    return new Merge(inputs, new Build(folder, inputs, extent));
  }

  private static boolean isUnfinished(Build build) throws IOException {
    try {
      return build.advance(STEP_BYTES);
    } catch (IOException | RuntimeException | Error e) {
      build.abandon();
      throw e;
    }
  }

  private static Run complete(Build build, long bytes) throws IOException {
    try {
      if (bytes > 0) {
        build.advance(bytes);
      }
      return build.finish();
    } catch (IOException | RuntimeException | Error e) {
      build.abandon();
      throw e;
    }
  }

  private void name(List<Run> runs, Run fresh) throws IOException {
    try {
      folder.name(runs);
    } catch (IOException e) {
      fresh.close(); // its file may be named or not: who opens next will see
      throw e;
    }
  }

  /** Gives up a merge that is under way. */
  void close() {
    Merge job = merge;
    merge = null;
    if (job != null) {
      job.build.abandon();
    }
  }

  static ResourceException failure(VersionsOptions options, IOException e) {
    boolean isFull = DiskFailure.isFull(e);
    return new ResourceException(
        isFull ? ErrorCode.DISK_FULL : ErrorCode.IO_FAILED,
        "could not keep versions in a run in "
            + options.folder()
            + ": "
            + e.getMessage()
            + (isFull ? "; free some space, nothing is lost" : ""),
        e);
  }
}
