/**
 * What makes a file of frames a part of the log: {@link
 * io.ewig.engine.format.segment.SegmentHeader} at its beginning, {@link
 * io.ewig.engine.format.segment.IndexFormat} beside it, {@link
 * io.ewig.engine.format.segment.ManifestFormat} over all.
 *
 * <p>The manifest is truth, an index and the roots of blocks are derived and may be missing.
 */
@NullMarked
package io.ewig.engine.format.segment;

import org.jspecify.annotations.NullMarked;
