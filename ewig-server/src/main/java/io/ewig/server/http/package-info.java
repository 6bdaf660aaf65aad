/**
 * HTTP: start at {@link io.ewig.server.http.HttpServer}.
 *
 * <p>Jetty enters here and nowhere else. A request comes in as bytes and goes out as bytes; what
 * they mean is somebody else's business: a call's ({@link io.ewig.server.http.Calls}), or that of
 * whatever its path leads to ({@link io.ewig.server.http.Paths}). Each has an id that the log has
 * too. Everything has a limit ({@link io.ewig.server.http.HttpLimits}): a body is read as it comes,
 * without a thread that waits for it, and only if its length was said and there is room for it; a
 * client that is slow loses its connection, and nobody else notices.
 *
 * <p>A page in a browser can send requests to a server on the same machine, so what has an Origin
 * is refused. Errors are a line of text, never a page with a stack trace.
 */
@NullMarked
package io.ewig.server.http;

import org.jspecify.annotations.NullMarked;
