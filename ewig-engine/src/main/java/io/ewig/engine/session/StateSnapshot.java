package io.ewig.engine.session;

import io.ewig.engine.event.Branch;
import io.ewig.engine.hash.Hash;

/**
 * A state of a line that is kept, as a tree: a short cut, never the truth.
 *
 * @param size how many events the log had
 * @param chain what the log's chain had come to
 * @param entries of the tree
 */
public record StateSnapshot(Branch line, long size, Hash chain, Hash root, long entries) {}
