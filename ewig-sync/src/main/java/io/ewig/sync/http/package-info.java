/**
 * Carries frames over HTTP and WebSocket: start with {@link io.ewig.sync.http.Channels}.
 *
 * <p>{@code POST /db/{database}/sync} takes a body of frames and answers with one, and so does a
 * binary message of a socket at {@code /db/{database}/ws}; every request stands alone. What is not
 * an answer of that kind is an {@link java.io.IOException} that says what came instead; a peer that
 * is silent costs a time limit, and one that sends without end a limit of bytes. Nothing in here
 * looks into a frame.
 */
@NullMarked
package io.ewig.sync.http;

import org.jspecify.annotations.NullMarked;
