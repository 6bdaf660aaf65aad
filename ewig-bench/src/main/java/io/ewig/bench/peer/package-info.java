/**
 * Who we are measured beside: each commits payloads durably, in whatever way is its best.
 *
 * <p>All do the same work for the same promise: when {@link io.ewig.bench.peer.Contestant#commit}
 * returns, the payload survives a power loss. The ones on a plain {@code FileChannel} write as many
 * bytes per commit as Ewig does, into a file that was filled with zeros beforehand, and compute
 * nothing: what they reach is what the disk gives.
 */
@NullMarked
package io.ewig.bench.peer;

import org.jspecify.annotations.NullMarked;
