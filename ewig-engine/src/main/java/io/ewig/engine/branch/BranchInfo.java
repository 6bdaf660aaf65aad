package io.ewig.engine.branch;

import java.time.Instant;

/**
 * A branch at some moment.
 *
 * @param name what users call it
 * @param line where its commits lie; changes when it is reset or moved forward
 * @param seq of the event that made it so
 * @param created when the branch was created
 */
public record BranchInfo(String name, Line line, long seq, Instant created) {}
