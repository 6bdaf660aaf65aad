package io.ewig.jdbc.result;

import io.ewig.jdbc.error.Failures;
import io.ewig.jdbc.packed.MalformedException;
import io.ewig.jdbc.packed.ValueReader;
import io.ewig.jdbc.packed.ValueWriter;
import io.ewig.jdbc.packed.WireInput;
import io.ewig.jdbc.packed.WireOutput;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that can be read again, in any order; one thread.
 *
 * <ul>
 *   <li>Rows are packed in blocks. Those that were added last, and those of the block that was read
 *       last, are there as objects.
 *   <li>Blocks stay in memory until they are {@link #MEMORY_BYTES_MAX}; further ones lie in a file.
 * </ul>
 */
final class RowArchive implements AutoCloseable {

  /** Unpacked for one row of it: small enough for jumps, large enough for walks. */
  static final int BLOCK_BYTES = 32 << 10;

  /** Several results may be open, and the engine wants to live, too. */
  static final long MEMORY_BYTES_MAX = Math.min(32 << 20, Runtime.getRuntime().maxMemory() / 64);

  /**
   * @param first number of its first row
   * @param place in the file; -1 if the bytes are here
   */
  private record Block(long first, int rows, long place, int length, byte @Nullable [] bytes) {}

  private final int width;
  private final long memoryBytesMax;
  private final List<Block> blocks = new ArrayList<>();
  private List<@Nullable Object[]> last = new ArrayList<>(); // rows of no block yet
  private WireOutput packed = new WireOutput();
  private List<@Nullable Object[]> unpacked = List.of();
  private @Nullable Block of; // whose they are
  private long inMemory;
  private long count;
  private @Nullable BlockFile file;

  RowArchive(int width, long memoryBytesMax) {
    this.width = width;
    this.memoryBytesMax = memoryBytesMax;
  }

  long count() {
    return count;
  }

  void add(@Nullable Object[] row) throws SQLException {
    ValueWriter.row(row, packed);
    last.add(row);
    count++;
    if (packed.size() >= BLOCK_BYTES) {
      seal();
    }
  }

  private void seal() throws SQLException {
    byte[] bytes = packed.toBytes();
    long first = count - last.size();
    boolean fits = inMemory + bytes.length <= memoryBytesMax;
    long place = fits ? -1 : file().add(bytes);
    of = new Block(first, last.size(), place, bytes.length, fits ? bytes : null);
    unpacked = last;
    blocks.add(of);
    inMemory += fits ? bytes.length : 0;
    last = new ArrayList<>();
    packed = new WireOutput();
  }

  private BlockFile file() throws SQLException {
    BlockFile present = file;
    if (present == null) {
      present = BlockFile.create();
      file = present;
    }
    return present;
  }

  /**
   * @param index from 0
   */
  @Nullable Object[] row(long index) throws SQLException {
    long sealed = count - last.size();
    if (index >= sealed) {
      return last.get((int) (index - sealed));
    }
    Block block = block(index);
    if (!block.equals(of)) {
      unpacked = unpacked(block);
      of = block;
    }
    return unpacked.get((int) (index - block.first));
  }

  private Block block(long index) {
    int low = 0;
    int high = blocks.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (blocks.get(middle).first <= index) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return blocks.get(low);
  }

  private List<@Nullable Object[]> unpacked(Block block) throws SQLException {
    byte[] bytes = block.bytes;
    WireInput in = new WireInput(bytes == null ? file().read(block.place, block.length) : bytes);
    List<@Nullable Object[]> rows = new ArrayList<>(block.rows);
    try {
      for (int i = 0; i < block.rows; i++) {
        rows.add(ValueReader.row(in, width));
      }
    } catch (MalformedException e) {
      throw Failures.unforeseen(e); // we packed them
    }
    return rows;
  }

  /** More than once does no harm. */
  @Override
  public void close() throws SQLException {
    blocks.clear();
    last = new ArrayList<>();
    unpacked = List.of();
    of = null;
    count = 0;
    BlockFile present = file;
    file = null;
    if (present != null) {
      present.close();
    }
  }
}
