/**
 * What is wanted of a scan: which keys, which columns, which stretch of time.
 *
 * <p>Facts without behaviour: {@link io.ewig.engine.scan.KeyRange} of a key or index, {@link
 * io.ewig.engine.scan.Projection} to columns, {@link io.ewig.engine.scan.TimeRange} on either axis.
 * Immutable, any thread. {@code session.View} answers them.
 */
@NullMarked
package io.ewig.engine.scan;

import org.jspecify.annotations.NullMarked;
