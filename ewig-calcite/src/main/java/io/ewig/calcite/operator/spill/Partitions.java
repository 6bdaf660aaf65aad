package io.ewig.calcite.operator.spill;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.operator.row.Key;
import org.jspecify.annotations.Nullable;

/** Rows on disk, divided by their keys: equal keys are in one part. */
public final class Partitions implements AutoCloseable {

  private final int depth;
  private final @Nullable RowFile[] files;
  private final boolean[] wasUsed;
  private final Execution execution;

  /**
   * @param depth how often these rows were divided before; when their hashes are used up, all of
   *     them go to one part
   */
  public Partitions(Execution execution, int depth) {
    this.execution = execution;
    this.depth = depth;
    this.files = new @Nullable RowFile[depth < Key.DEPTH_MAX ? Key.PARTITIONS : 1];
    this.wasUsed = new boolean[files.length];
  }

  public int size() {
    return files.length;
  }

  public void add(Key key, @Nullable Object[] row) {
    int part = files.length == 1 ? 0 : key.partition(depth);
    RowFile file = files[part];
    if (file == null) {
      file = new RowFile(execution);
      files[part] = file;
      wasUsed[part] = true;
    }
    file.add(row);
  }

  /** How many rows a part has. */
  public long count(int part) {
    RowFile file = files[part];
    return file == null ? 0 : file.count();
  }

  /** Whether a part had rows, though it may be deleted now. */
  public boolean wasUsed(int part) {
    return wasUsed[part];
  }

  /** The rows of a part, or null if there are none. */
  public @Nullable Rows rows(int part) {
    RowFile file = files[part];
    return file == null ? null : file.rows();
  }

  /** Deletes a part. */
  public void close(int part) {
    RowFile file = files[part];
    if (file != null) {
      file.close();
      files[part] = null;
    }
  }

  @Override
  public void close() {
    for (int i = 0; i < files.length; i++) {
      close(i);
    }
  }
}
