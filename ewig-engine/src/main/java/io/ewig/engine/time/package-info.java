/**
 * Clocks: the only place that reads the machine's, and the logical one on top of it.
 *
 * <p>System time is nanoseconds since 1970 as a documented {@code long} (good until the year 2262)
 * or an {@link java.time.Instant} at the doors. Hybrid logical time ({@link
 * io.ewig.engine.time.Hlc}) orders events causally across nodes. Neither ever steps back. Nothing
 * here does I/O.
 */
@NullMarked
package io.ewig.engine.time;

import org.jspecify.annotations.NullMarked;
