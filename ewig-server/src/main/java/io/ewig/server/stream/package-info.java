/**
 * Connections that speak HTTP no more, but in frames ({@link io.ewig.jdbc.wire.StreamFrame}): start
 * at {@link io.ewig.server.stream.Streams}, which has a call become one, and {@link
 * io.ewig.server.stream.Desk}, which answers.
 *
 * <p>What it saves is handing over: the thread that has answered keeps its {@link
 * io.ewig.server.stream.Seat} and waits for the next message of its client itself, a second at most
 * and if there is a seat left. Then the connection rests without a thread, as it does over HTTP.
 * Messages are read as they come; a client that is slow loses its connection, and one that is gone
 * while its statement runs is noticed.
 *
 * <p>Who may say what, and how much, is not decided here. Jetty enters here, in {@code http} and in
 * {@code socket}.
 */
@NullMarked
package io.ewig.server.stream;

import org.jspecify.annotations.NullMarked;
