/**
 * What a session may do: start at {@link io.ewig.calcite.access.Rights}.
 *
 * <p>Each scan of a table, world or system table and each write asks with a {@link
 * io.ewig.calcite.access.Demand}: which operation, on what, on which branch, how far in the past.
 * It asks when it runs, below all that plans and caches know, so that no way of saying the same
 * thing leads around it. A program that opens a database in its own JVM may do all; a server gives
 * each session the rights of its principal. Nothing is allowed that no {@link
 * io.ewig.calcite.access.Grant} allows.
 */
@NullMarked
package io.ewig.calcite.access;

import org.jspecify.annotations.NullMarked;
