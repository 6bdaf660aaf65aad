package io.ewig.engine.internal.shred;

import io.ewig.engine.format.BytesIn;
import org.jspecify.annotations.Nullable;

/** The columns that payloads of a block become, by number; on disk, so never used again. */
@FunctionalInterface
public interface DocumentColumns {

  int SHAPES = 0;
  int REST = 1;
  int BLOBS = 2;

  /** The values of each path, by its number. */
  int FIRST_PATH = 3;

  int BLOB_BYTES = 40;

  /** The bytes of a column, or null if there is none of that number. */
  @Nullable BytesIn find(int column);
}
