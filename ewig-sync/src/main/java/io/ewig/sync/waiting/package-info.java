/**
 * Commits that came before what they build on: start with {@link io.ewig.sync.waiting.WaitingRoom}.
 *
 * <p>Whoever carries commits by hand, by mail or by many ways at once may bring a child before its
 * parent. It waits beside the database, within bounds and under checksums, until its parent is
 * here. What waits is not in the log: no query sees it, no other replica is given it, and nothing
 * is said to be here on its account; so it may be thrown away at any time, and comes again. Two
 * replicas that meet have no need of it: a session sends in causal order. Any thread.
 */
@NullMarked
package io.ewig.sync.waiting;

import org.jspecify.annotations.NullMarked;
