/**
 * WebSocket, as a server speaks it: start at {@link io.ewig.server.socket.Sockets}, which is asked
 * who shall talk with a client, and {@link io.ewig.server.socket.Upgrades}, which has requests
 * become sockets.
 *
 * <p>A {@link io.ewig.server.socket.Talk} hears whole messages, one at a time, and answers on its
 * {@link io.ewig.server.socket.Line}, which never waits: what a client does not take in is queued,
 * and one that lets too much pile up is cut off, so that nobody waits for it. A client that says
 * nothing is asked whether it is there, and is taken for gone if it does not answer. Nothing is
 * compressed.
 *
 * <p>Jetty enters here and in {@code http}. Limits are all in {@link
 * io.ewig.server.socket.SocketLimits}.
 */
@NullMarked
package io.ewig.server.socket;

import org.jspecify.annotations.NullMarked;
