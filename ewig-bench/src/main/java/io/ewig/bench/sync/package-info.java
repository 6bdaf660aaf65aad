/**
 * How many bytes and how much time it takes two replicas to become equal: {@code ewig bench sync}.
 *
 * <p>Both replicas are databases on disk in this process, every commit forced as it is by default.
 * Frames go over a socket of this machine (the JDK's own HTTP server), so what is measured is the
 * protocol and the engine, not Jetty and no network. Where Loro, Yjs and Automerge are installed,
 * they do the same in Node, within one process and in memory. Start at {@link
 * io.ewig.bench.sync.SyncLines}.
 */
@NullMarked
package io.ewig.bench.sync;

import org.jspecify.annotations.NullMarked;
