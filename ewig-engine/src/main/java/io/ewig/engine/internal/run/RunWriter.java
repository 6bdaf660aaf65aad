package io.ewig.engine.internal.run;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.version.Group;
import io.ewig.engine.internal.version.KeyHash;
import io.ewig.engine.internal.version.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Writes a run, group by group in the order of keys.
 *
 * <p>Takes 16 bytes of memory a key, and 12 for the table in the end; versions stream through.
 */
public final class RunWriter {

  /** What groups, directory and table of a run may take. */
  public static final long BYTES_MAX = RunFormat.CONTENT_BYTES_MAX;

  /** A key's length must fit into two bytes; a page holds four of the longest. */
  public static final int KEY_BYTES_MAX = 8_192;

  /** Keys lie together in blocks of about this. */
  private static final int KEYS_BLOCK_BYTES = 8 << 10;

  private final PageWriter out;
  private final Extent extent;
  private final BytesOut keys = new BytesOut(4096); // of the groups since the last such block
  private int[] offsets = new int[64];
  private int[] keyOffsets = new int[64];
  private long[] hashes = new long[64];
  private int groups;
  private int keysWritten;
  private long versions;
  private long earliestFrom = Long.MAX_VALUE;

  /**
   * What a run is about.
   *
   * @param level how many merges went into it, one above the other
   * @param chain the log chain at the end
   */
  public record Extent(int level, long fromSeq, long endSeq, Hash chain) {}

  public RunWriter(Disk disk, Path file, FrameKeys keys, Extent extent) throws IOException {
    this.out = new PageWriter(disk, file, keys);
    this.extent = extent;
  }

  /** How many bytes of groups there are so far. */
  public long position() {
    return out.position();
  }

  /**
   * Writes the versions of the next key.
   *
   * @param parts oldest first; the seqs of one end before those of the next begin
   */
  public void add(byte[] key, List<? extends Group> parts) throws IOException {
    InternalException.require(key.length <= KEY_BYTES_MAX, "keys are at most 1024 bytes long");
    TreeMap<Integer, List<Series>> lines = new TreeMap<>();
    for (Group part : parts) {
      for (int i = 0; i < part.lines(); i++) {
        lines.computeIfAbsent(part.line(i), line -> new ArrayList<>()).add(part.series(i));
      }
    }
    note(key);
    out.put(key.length, 4);
    out.put(lines.size(), 4);
    out.put(key, key.length);
    List<SeriesWriter> writers = new ArrayList<>(lines.size());
    long at = RunFormat.KEY_OF_GROUP + key.length + (long) lines.size() * RunFormat.LINE_ENTRY;
    for (List<Series> line : lines.values()) {
      SeriesWriter writer = new SeriesWriter(line);
      writers.add(writer);
      out.put(line.get(0).line(), 4);
      out.put(at, 4);
      at += writer.bytes();
      versions += writer.count();
      earliestFrom = Math.min(earliestFrom, writer.earliestFrom());
    }
    requireRoom(at);
    for (SeriesWriter writer : writers) {
      writer.write(out);
    }
    if (keys.size() >= KEYS_BLOCK_BYTES) {
      writeKeys();
    }
  }

  private void writeKeys() throws IOException {
    int at = (int) out.position();
    for (; keysWritten < groups; keysWritten++) {
      keyOffsets[keysWritten] += at;
    }
    out.put(keys.array(), keys.size());
    keys.clear();
  }

  private void note(byte[] key) {
    if (groups == offsets.length) {
      offsets = Arrays.copyOf(offsets, groups * 2);
      keyOffsets = Arrays.copyOf(keyOffsets, groups * 2);
      hashes = Arrays.copyOf(hashes, groups * 2);
    }
    offsets[groups] = (int) out.position();
    keyOffsets[groups] = keys.size();
    hashes[groups++] = KeyHash.of(key);
    keys.putInt((int) out.position()).putShort(key.length).put(key);
  }

  private void requireRoom(long groupBytes) {
    long end = offsets[groups - 1] + groupBytes + keys.size() + (long) groups * RunFormat.KEY_BYTES;
    if (end > BYTES_MAX) {
      throw new ResourceException(
          ErrorCode.LIMIT_REACHED, "a run of " + end + " bytes, over the limit of " + BYTES_MAX);
    }
  }

  /** Writes what follows the groups; the file is durable then, its name is not. */
  public Written finish() throws IOException {
    writeKeys();
    int directory = (int) out.position();
    for (int i = 0; i < groups; i++) {
      out.put(keyOffsets[i], Integer.BYTES);
    }
    int table = (int) out.position();
    long[] slots = new KeyTable(hashes, offsets, groups).slots();
    for (long slot : slots) {
      out.put(slot, Long.BYTES);
    }
    out.put(0, Long.BYTES); // whoever reads eight bytes at the very end finds them
    out.finishPages();
    out.finish(
        new RunFooter(
            extent.level,
            extent.fromSeq,
            extent.endSeq,
            extent.chain,
            versions,
            groups,
            slots.length,
            directory,
            table,
            out.pages(),
            out.sumsChecksum(),
            earliestFrom));
    return new Written(extent, out.fileBytes());
  }

  /** A run that is there. */
  public record Written(Extent extent, long bytes) {}
}
