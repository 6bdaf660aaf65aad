package io.ewig.engine.internal.segment;

import io.ewig.engine.format.segment.ManifestFormat;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes and continues segment files of one kind.
 *
 * <p>An active segment has a directory of its own. The file is allocated, full of zeros and forced
 * by the caller under the name {@link #preparedIn} before {@link #open} makes a segment of it.
 */
public interface SegmentFiles {

  ManifestFormat.Writer writer();

  /** Where the zero-filled file has to lie before a segment is first opened. */
  Path preparedIn(Path directory);

  /** Where the segment's records lie once it was opened. */
  Path fileIn(Path directory);

  /** Opens a prepared file, or one that was closed cleanly, to add to its end. */
  SegmentAppender open(Path directory, long bytes) throws IOException;
}
