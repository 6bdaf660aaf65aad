/**
 * Destroying what history holds, where the law wants it: start with {@link
 * io.ewig.engine.erasure.Erasures}.
 *
 * <p>An erasure is an event that names others by their hashes. It is durable first; then it is
 * carried out, in the log, the store and all that is derived, and taken up again when a database is
 * opened in which that did not come to its end ({@link io.ewig.engine.erasure.ErasingMark}).
 * Events, hashes and proofs stay. Any thread; one erasure at a time, and whoever writes waits for
 * it.
 */
@NullMarked
package io.ewig.engine.erasure;

import org.jspecify.annotations.NullMarked;
