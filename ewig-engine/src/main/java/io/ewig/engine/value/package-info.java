/**
 * What a column holds: {@link io.ewig.engine.value.Type}s, their values, and {@link
 * io.ewig.engine.value.Row}s of them.
 *
 * <p>Start with {@code Type.accept}: it takes what a caller gives and answers the one canonical
 * value, or refuses by name. Behind that door every value has one form: decimals have exactly the
 * scale of their type, char and binary are padded, there is one zero and one NaN. So equal values
 * are {@code equals}, {@code Type.compare} is a total order, and keys in bytes sort the same way.
 *
 * <p>Immutable throughout, any thread; no clock, no locale, no time zone. Errors: {@code
 * UserException}. Where next: {@code schema} makes tables of types, {@code internal.row} bytes of
 * values.
 */
@NullMarked
package io.ewig.engine.value;

import org.jspecify.annotations.NullMarked;
