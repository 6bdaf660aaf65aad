package io.ewig.engine.session;

import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.event.Commit;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.paused.PausedMerge;
import java.util.List;

/** What came of a merge. */
public sealed interface MergeResult {

  /** There was nothing to do. */
  record UpToDate() implements MergeResult {}

  /** The branch is now where the other one was. */
  record FastForwarded(BranchInfo branch) implements MergeResult {}

  /** The changes are on the branch. */
  record Merged(Commit commit) implements MergeResult {}

  /** Nothing has changed on the branch; conflicts wait to be resolved. */
  record Paused(PausedMerge merge, List<MergeConflict> conflicts) implements MergeResult {}
}
