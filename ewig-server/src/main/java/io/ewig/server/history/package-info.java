/**
 * Commands that look at what was recorded: events ({@code log}), a world's state at a moment
 * ({@code at}), its events of a time ({@code range}).
 *
 * <p>They open a database to read, which works beside a living writer, and change nothing. One
 * thread.
 */
@NullMarked
package io.ewig.server.history;

import org.jspecify.annotations.NullMarked;
