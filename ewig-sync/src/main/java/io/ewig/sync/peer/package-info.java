/**
 * Whom a replica meets, how often, and whom it does not believe any more; start at {@link
 * io.ewig.sync.peer.Peers}.
 *
 * <p>All of it is a matter of one node, so it lies beside the database and not in its history:
 * {@code sync/peers.json} and {@code sync/quarantine.json} in the database's folder, each a
 * document that is replaced as a whole. Time comes in by a clock; what has to happen now and then
 * is a step that somebody calls.
 */
@NullMarked
package io.ewig.sync.peer;

import org.jspecify.annotations.NullMarked;
