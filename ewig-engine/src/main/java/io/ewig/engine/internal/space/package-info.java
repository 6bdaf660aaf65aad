/**
 * What keys of the version index are about, and how they are read and written: start with {@link
 * io.ewig.engine.internal.space.Space} and {@link io.ewig.engine.internal.space.Source}.
 *
 * <p>A source is what some reader sees, a {@link io.ewig.engine.internal.space.Sink} takes
 * versions; an {@link io.ewig.engine.internal.space.Overlay} is both, over another source: what a
 * transaction sees of its own. One thread each. Here it is about worlds, objects and definitions;
 * rows are next door, in {@code internal.table}.
 */
@NullMarked
package io.ewig.engine.internal.space;

import org.jspecify.annotations.NullMarked;
