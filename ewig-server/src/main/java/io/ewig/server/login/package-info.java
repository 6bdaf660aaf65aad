/**
 * Proving who one is: start at {@link io.ewig.server.login.Logins}.
 *
 * <p>A password is checked by Argon2id, at most a few at a time; a name that nobody has costs as
 * much, so that time tells nothing. Who fails waits longer each time, and is locked out in the end:
 * an account from one address, and an address from all accounts, for minutes. What has been proved
 * a moment ago is known again without another check, locked out or not, so whoever is at work is
 * not disturbed by those who guess his name. Everything remembered is bounded. The clock, pauses
 * and randomness come in.
 */
@NullMarked
package io.ewig.server.login;

import org.jspecify.annotations.NullMarked;
