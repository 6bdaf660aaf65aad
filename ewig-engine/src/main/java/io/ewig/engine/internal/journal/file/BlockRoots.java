package io.ewig.engine.internal.journal.file;

import io.ewig.engine.event.Origin;
import io.ewig.engine.format.segment.BlockRootFormat;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.MerkleRange;
import io.ewig.engine.internal.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The roots of the complete blocks of 256 events, for proofs: 32 bytes a block, in memory and in a
 * file.
 *
 * <p>The file is derived. It is extended when a segment is sealed and read when a proof is first
 * asked for; whoever asks compares what it comes to with a root that is known.
 */
public final class BlockRoots implements MerkleRange.SubtreeListener {

  private final Origin store;
  private long[] words = new long[4 * 64];
  private volatile int count;
  private long first;

  /**
   * @param first the number of the first block that will be reported
   */
  public BlockRoots(Origin store, long first) {
    this.store = store;
    this.first = first;
  }

  @Override
  public synchronized void completed(long firstLeaf, int level, Hash root) {
    if (level == BlockRootFormat.LEVEL) {
      put(firstLeaf >>> BlockRootFormat.LEVEL, root);
    }
  }

  /** Takes in the root of the block after the last one known. */
  public synchronized void put(long block, Hash root) {
    int at = Math.toIntExact(block - first);
    if (4 * at == words.length) {
      words = Arrays.copyOf(words, 2 * words.length);
    }
    words[4 * at] = root.a();
    words[4 * at + 1] = root.b();
    words[4 * at + 2] = root.c();
    words[4 * at + 3] = root.d();
    count = Math.max(count, at + 1);
  }

  /** The root of a block, or null if it is not known here. */
  public synchronized @Nullable Hash get(long block) {
    long at = block - first;
    if (at < 0 || at >= count) {
      return null;
    }
    int w = (int) at * 4;
    return new Hash(words[w], words[w + 1], words[w + 2], words[w + 3]);
  }

  /** Makes room for the blocks before the first one known, to be put one by one. */
  public synchronized void makeRoom() {
    int more = Math.toIntExact(first);
    long[] all = new long[4 * (more + Math.max(count, 64))];
    System.arraycopy(words, 0, all, 4 * more, 4 * count);
    words = all;
    count += more;
    first = 0;
  }

  public synchronized long first() {
    return first;
  }

  /** Writes what is known from here on into the file, which must hold all blocks before. */
  public synchronized void save(Disk disk, Path file) throws IOException {
    if (!disk.exists(file)) {
      if (first > 0) {
        return; // whoever needs the earlier ones makes the file anew
      }
      disk.replace(file, BlockRootFormat.header(store));
    }
    long have = (disk.size(file) - BlockRootFormat.HEADER_BYTES) / Hash.BYTES;
    if (have < first || have >= first + count) {
      return;
    }
    byte[] fresh = new byte[(int) (first + count - have) * Hash.BYTES];
    for (int i = 0; i < fresh.length; i += Hash.BYTES) {
      Hash root = get(have + i / Hash.BYTES);
      if (root != null) {
        root.write(fresh, i);
      }
    }
    disk.truncate(file, BlockRootFormat.offset(have));
    disk.append(file, fresh);
  }

  /** Likewise, in place of what the file holds; no other thread meets the moment without one. */
  public synchronized void saveAnew(Disk disk, Path file) throws IOException {
    disk.delete(file);
    save(disk, file);
  }

  /** Takes in the blocks before the first one known, from a file. */
  public synchronized boolean load(Disk disk, Path file) throws IOException {
    if (first == 0) {
      return true;
    }
    if (!disk.exists(file)) {
      return false;
    }
    byte[] bytes = disk.read(file);
    byte[] header = BlockRootFormat.header(store);
    if (bytes.length < BlockRootFormat.offset(first)
        || !Arrays.equals(bytes, 0, header.length, header, 0, header.length)) {
      return false;
    }
    long blocks = first;
    makeRoom();
    for (long block = 0; block < blocks; block++) {
      put(block, Hash.read(bytes, (int) BlockRootFormat.offset(block)));
    }
    return true;
  }
}
