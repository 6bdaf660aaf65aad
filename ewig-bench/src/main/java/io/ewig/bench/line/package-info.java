/**
 * The lines of the table: each class measures one thing and gives its rows.
 *
 * <p>Start with {@link io.ewig.bench.line.Lines}, the list of them all. What they share, such as a
 * large database that several read, is made by {@link io.ewig.bench.line.Workbench} when the first
 * one asks.
 */
@NullMarked
package io.ewig.bench.line;

import org.jspecify.annotations.NullMarked;
