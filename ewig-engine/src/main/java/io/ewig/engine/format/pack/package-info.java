/**
 * Packs of content as bytes: {@link io.ewig.engine.format.pack.PackFormat} and the index beside it,
 * {@link io.ewig.engine.format.pack.PackIndexFormat}.
 *
 * <p>An index is derived: a pack can be read from its beginning without one.
 */
@NullMarked
package io.ewig.engine.format.pack;

import org.jspecify.annotations.NullMarked;
