package io.ewig.calcite.operator.spill;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.execution.TemporaryFile;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import org.jspecify.annotations.Nullable;

/**
 * Rows in a temporary file: first all are written, then they are read, as often as one likes.
 *
 * <pre>
 *   +--------+--------------------+
 *   | length | row, see ValueTag  |  for each row
 *   | varint |                    |
 *   +--------+--------------------+
 * </pre>
 */
public final class RowFile implements AutoCloseable {

  /** So much is written and read at a time; 16 files are written together. */
  private static final int BUFFER = 32 << 10;

  private static final int VARINT_MAX = 10;

  private final Execution execution;
  private final BytesOut row = new BytesOut(256);
  private BytesOut buffer = new BytesOut(256);
  private @Nullable TemporaryFile file;
  private long count;

  public RowFile(Execution execution) {
    this.execution = execution;
  }

  public void add(@Nullable Object[] values) {
    row.clear();
    RowWriter.write(values, row);
    buffer.putVarint(row.size()).put(row.array(), 0, row.size());
    count++;
    if (buffer.size() >= BUFFER) {
      flush();
    }
  }

  public long count() {
    return count;
  }

  private void flush() {
    if (file == null) {
      file = execution.temporary().create();
    }
    file.append(buffer.array(), 0, buffer.size());
    buffer.clear();
  }

  /** Reads from the start; nothing may be added any more. */
  public Rows rows() {
    if (buffer.size() > 0 && file != null) {
      flush();
      buffer = new BytesOut(0);
    }
    TemporaryFile written = file;
    return written == null ? new Reading(buffer, execution) : new Reading(written, execution);
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }

  private static final class Reading implements Rows {

    private final @Nullable TemporaryFile file;
    private final Execution execution;
    private final BytesIn in = new BytesIn();
    private final String name;
    private byte[] bytes;
    private int length;
    private long readTo;

    Reading(TemporaryFile file, Execution execution) {
      this.file = file;
      this.execution = execution;
      this.bytes = new byte[BUFFER];
      this.name = file.name();
    }

    Reading(BytesOut all, Execution execution) {
      this.file = null;
      this.execution = execution;
      this.bytes = all.array();
      this.length = all.size();
      this.name = "memory";
      in.wrap(bytes, 0, length, name, 0);
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      execution.tick();
      if (in.remaining() < VARINT_MAX) {
        fill(VARINT_MAX);
      }
      if (in.remaining() == 0) {
        return null;
      }
      int size = (int) in.getVarint();
      if (in.remaining() < size) {
        fill(size);
      }
      return RowReader.read(in);
    }

    /** Moves what is left to the front and reads on until there are so many bytes, or all. */
    private void fill(int needed) {
      if (file == null || readTo == file.size()) {
        return;
      }
      int left = in.remaining();
      byte[] target = needed > bytes.length ? new byte[needed + BUFFER] : bytes;
      System.arraycopy(bytes, length - left, target, 0, left);
      bytes = target;
      int read = file.read(readTo, bytes, left, bytes.length - left);
      length = left + read;
      in.wrap(bytes, 0, length, name, readTo - left);
      readTo += read;
    }

    @Override
    public void close() {
      bytes = new byte[0];
      length = 0;
      in.wrap(bytes, 0, 0, name, 0);
      readTo = file == null ? 0 : file.size();
    }
  }
}
