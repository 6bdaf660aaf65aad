package io.ewig.engine.internal.checkpoint;

import io.ewig.engine.event.Branch;
import io.ewig.engine.hash.Hash;

/**
 * The root of what a line held at the end of some commit: a short cut, never the truth.
 *
 * @param size how many events the log had
 * @param chain what the log's chain had come to: a checkpoint of another log does not fit
 * @param entries of the tree
 */
public record Checkpoint(Branch line, long size, Hash chain, Hash root, long entries) {}
