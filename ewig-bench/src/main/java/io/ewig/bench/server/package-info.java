/**
 * Ewig's server beside PostgreSQL's: {@code ewig bench server}.
 *
 * <p>Both are processes of their own on this machine, as they are by default, and are asked over
 * loopback through plain JDBC, in the same words: Ewig's with its thin driver, PostgreSQL with its
 * own. Before anything counts, both are asked for some seconds, since a JVM compiles what it runs.
 * Start at {@link io.ewig.bench.server.ServerLines}.
 */
@NullMarked
package io.ewig.bench.server;

import org.jspecify.annotations.NullMarked;
