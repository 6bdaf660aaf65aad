/**
 * Objects as bytes of a pack, see {@link io.ewig.engine.format.pack.PackFormat}.
 *
 * <p>{@link io.ewig.engine.internal.pack.record.ObjectFrames} lays objects down behind a {@link
 * io.ewig.engine.internal.pack.record.Tail}, {@link
 * io.ewig.engine.internal.pack.record.ObjectReader} reads one where it lies, {@link
 * io.ewig.engine.internal.pack.record.PackScan} walks over all of them and tells damage from what
 * was never forced. No files here, only buffers. Bytes that do not hold are a {@link
 * io.ewig.engine.error.CorruptionException} with file and offset. Only {@code internal.pack}
 * enters.
 */
@NullMarked
package io.ewig.engine.internal.pack.record;

import org.jspecify.annotations.NullMarked;
