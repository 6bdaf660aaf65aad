/**
 * Connections that speak HTTP no more, but in frames ({@link io.ewig.jdbc.wire.StreamFrame}): start
 * at {@link io.ewig.server.stream.Streams}, which has a call become one, and {@link
 * io.ewig.server.stream.Desk}, which answers.
 *
 * <p>What it saves is waking threads: those who talk are listened to in a {@link
 * io.ewig.server.stream.Loop}, where one thread reads and does what takes no time, and another one
 * waits for the disk on behalf of all who have committed, and sends their answers. What takes long
 * has a thread of its own. After a second of silence a connection rests without a thread, as it
 * does over HTTP. Messages are read as they come; a client that is slow loses its connection, and
 * one that is gone while its statement runs is noticed.
 *
 * <p>Who may say what, and how much, is not decided here. Jetty enters here, in {@code http} and in
 * {@code socket}.
 */
@NullMarked
package io.ewig.server.stream;

import org.jspecify.annotations.NullMarked;
