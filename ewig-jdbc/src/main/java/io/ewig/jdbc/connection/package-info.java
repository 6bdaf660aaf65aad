/**
 * Connections: start at {@link io.ewig.jdbc.connection.EwigConnection}, which {@code
 * unwrap(EwigConnection.class)} gives from behind any pool.
 *
 * <ul>
 *   <li>A connection commits by itself until it is told not to. Its transactions see a snapshot; it
 *       says REPEATABLE READ, which is the strongest of JDBC's levels that is true, and takes any
 *       weaker one to mean that.
 *   <li>Results close when their transaction ends, unless their statement was made with
 *       HOLD_CURSORS_OVER_COMMIT: what is left of those is read into memory first.
 *   <li>Any thread may use a connection: {@code GuardedLink} lets one in at a time. {@code close},
 *       {@code abort} and {@code cancel} do not wait for a statement that runs; they stop it.
 * </ul>
 */
@NullMarked
package io.ewig.jdbc.connection;

import org.jspecify.annotations.NullMarked;
