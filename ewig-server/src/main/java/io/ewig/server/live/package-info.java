/**
 * What clients and server say to each other while it happens: start at {@link
 * io.ewig.server.live.LiveSockets}.
 *
 * <p>A client with a socket is a {@link io.ewig.server.live.Peer}. It tells others of the moment,
 * which the {@link io.ewig.server.live.Gathering} of its database passes on and nobody keeps; it
 * writes and asks, which a {@link io.ewig.server.live.Desk} does as SQL in a session like any
 * other; and it follows what changes, which {@link io.ewig.server.live.Feeds} reads from where the
 * client says it got to. Messages are JSON, one object each; docs/presence.md lists them.
 *
 * <p>Messages of a peer are dealt with one at a time and in order. A gathering tells all at once
 * what changed, 60 times a second at most, from a thread of its own that waits for nobody; feeds
 * are read by a few others.
 */
@NullMarked
package io.ewig.server.live;

import org.jspecify.annotations.NullMarked;
