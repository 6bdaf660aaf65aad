/**
 * Packs as files: {@link io.ewig.engine.internal.pack.file.PackFolder} finds, seals and removes
 * them (start here).
 *
 * <p>A {@link io.ewig.engine.internal.pack.file.Pack} is read in one of three forms: {@link
 * io.ewig.engine.internal.pack.file.OpenPack} grows, {@link
 * io.ewig.engine.internal.pack.file.IndexedPack} is sealed and takes no memory, {@link
 * io.ewig.engine.internal.pack.file.ScannedPack} was walked over for want of an index. {@link
 * io.ewig.engine.internal.pack.file.Packs} are those of one moment. Readers take no lock; a mapping
 * goes when the last of them has left. Only {@code internal.pack} enters, and the door with {@link
 * io.ewig.engine.internal.pack.file.PackOptions}.
 */
@NullMarked
package io.ewig.engine.internal.pack.file;

import org.jspecify.annotations.NullMarked;
