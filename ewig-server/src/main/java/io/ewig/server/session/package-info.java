/**
 * What clients of a server have open: start at {@link io.ewig.server.session.Sessions}.
 *
 * <p>A session is a connection of the driver's with what belongs to it (statements, results,
 * marks), under an id that nobody can guess, and it belongs to the principal that opened it: to all
 * others there is no such session. Where a server has no users, whoever names the id has the
 * session; so ids are made here, from a secure source, and go to nobody else. Numbers of statements
 * mean nothing in another session. A session that nobody used for a while ends, and its transaction
 * is rolled back.
 *
 * <p>Any thread may come in; one at a time works in a session. Nothing here knows of HTTP or of how
 * a request looks as bytes. Limits are all in {@link io.ewig.server.session.SessionLimits}.
 */
@NullMarked
package io.ewig.server.session;

import org.jspecify.annotations.NullMarked;
