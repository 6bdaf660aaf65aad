/**
 * Who uses a server: start at {@link io.ewig.server.user.Principal}.
 *
 * <p>Each request has a principal before anything else is done for it. A server without users knows
 * one only, anybody, and listens to its own machine; from the first user on all have to say who
 * they are. A principal never holds a password, a token or a part of one.
 */
@NullMarked
package io.ewig.server.user;

import org.jspecify.annotations.NullMarked;
