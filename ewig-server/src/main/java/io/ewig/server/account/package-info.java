/**
 * The commands about who uses a server: {@code ewig user}, {@code ewig token}, {@code ewig audit}.
 *
 * <p>They work on the server's own database, in folder {@code server} of the one that is served, so
 * whoever may write there may do it, and the server must not be running. Passwords come from the
 * terminal, a file or the standard input, never from an argument, where other users of the machine
 * would see them.
 */
@NullMarked
package io.ewig.server.account;

import org.jspecify.annotations.NullMarked;
