/**
 * Commands that look after a database as a whole: {@code verify}, {@code rebuild}, {@code collect},
 * {@code erase}, {@code export}, {@code import}.
 *
 * <p>Each is one call of the engine's door, with what it says on the way and in the end. One
 * thread.
 */
@NullMarked
package io.ewig.server.upkeep;

import org.jspecify.annotations.NullMarked;
