package io.ewig.engine.timeline;

import io.ewig.engine.event.Commit;

/**
 * Where two branches parted.
 *
 * @param commit the first that one of them sees and the other does not
 * @param branch the one that sees it
 */
public record BranchParting(Commit commit, String branch) {}
