/**
 * Segment files without a library: mapped, preallocated, the same records as everywhere.
 *
 * <p>Chosen by {@code log=plain}, and by itself where the JVM does not let Chronicle work. One
 * class enters: {@link io.ewig.engine.internal.plain.PlainFiles}.
 */
@NullMarked
package io.ewig.engine.internal.plain;

import org.jspecify.annotations.NullMarked;
