/**
 * The database behind a server: links with the words of {@code io.ewig.jdbc.wire}, in frames on a
 * connection that began in HTTP, or over HTTP where something between will not have frames.
 *
 * <p>A link has one socket and one session, and waits for one answer at a time; only a cancel goes
 * beside it, over a socket of its own. Nothing is ever sent twice unless the server said that it
 * did nothing: a lost answer is 08006 (08007 for what is recorded at once), and the caller decides.
 *
 * <p>When the server has forgotten the session (it was restarted, or nobody came for long), the
 * link begins another one by itself, set as the old one was; prepared statements are prepared again
 * when they are run. Only a transaction that was under way is lost, and says so until it is rolled
 * back.
 *
 * <p>Nothing here needs the engine, Calcite, or any library.
 */
@NullMarked
package io.ewig.jdbc.remote;

import org.jspecify.annotations.NullMarked;
