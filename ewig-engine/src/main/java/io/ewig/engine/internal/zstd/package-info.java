/**
 * Compression: {@link io.ewig.engine.internal.zstd.Zstd}.
 *
 * <p>The one door of the library, in pure Java. Decoding is told how much has to come out, and
 * gives exactly that or an error. Where the JVM forbids what the library needs, nothing is
 * compressed, and what was compressed before is refused with the flag that allows it. Any thread.
 */
@NullMarked
package io.ewig.engine.internal.zstd;

import org.jspecify.annotations.NullMarked;
