/**
 * Where all requests come in: start at {@link io.ewig.server.gate.Gate}.
 *
 * <p>From the first user on, each request says who it is from: with HTTP's Basic (a name and a
 * password, or a token in its place), with Bearer and a token, or with a certificate of its TLS
 * connection. What is said is checked here and goes no further: behind the gate there is only the
 * principal.
 */
@NullMarked
package io.ewig.server.gate;

import org.jspecify.annotations.NullMarked;
