package io.ewig.engine.internal.run;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.error.ResourceException;
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
 * <p>Takes 12 bytes of memory a key, and 12 for the table in the end; versions stream through.
 */
public final class RunWriter {

  /** What groups, directory and table of a run may take. */
  public static final long BYTES_MAX = RunFormat.CONTENT_BYTES_MAX;

  /** A key's length must fit into fourteen bits; a page holds four of the longest. */
  public static final int KEY_BYTES_MAX = 8_192;

  /** So many bytes of groups lie together. */
  private static final int GROUPS_BYTES = 16 << 10;

  private final PageWriter out;
  private final Extent extent;
  private final Groups waiting = new Groups();
  private final PrefixWriter prefixes = new PrefixWriter();
  private int[] offsets = new int[64]; // of those that wait, from the first of them on
  private long[] hashes = new long[64];
  private int groups;
  private int written;
  private long versions;
  private long earliestFrom = Long.MAX_VALUE;
  private long nanos; // of the first version that was written

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
    return out.position() + waiting.size();
  }

  /**
   * Writes the versions of the next key.
   *
   * @param parts oldest first; the seqs of one end before those of the next begin
   */
  public void add(byte[] key, List<? extends Group> parts) throws IOException {
    InternalException.require(key.length <= KEY_BYTES_MAX, "keys are at most 8192 bytes long");
    TreeMap<Integer, List<Series>> lines = new TreeMap<>();
    for (Group part : parts) {
      for (int i = 0; i < part.lines(); i++) {
        lines.computeIfAbsent(part.line(i), line -> new ArrayList<>()).add(part.series(i));
      }
    }
    if (groups == 0) {
      nanos = lines.firstEntry().getValue().get(0).systemNanos(0);
    }
    note(key);
    int rest = writeKey(key, lines.size() > 1);
    List<SeriesWriter> writers = new ArrayList<>(lines.size());
    for (List<Series> line : lines.values()) {
      SeriesWriter writer = new SeriesWriter(line, extent.fromSeq, nanos);
      writers.add(writer);
      versions += writer.count();
      earliestFrom = Math.min(earliestFrom, writer.earliestFrom());
    }
    if (lines.size() > 1) {
      writeLines(RunFormat.REST_OF_KEY + rest, lines.keySet(), writers);
    }
    for (SeriesWriter writer : writers) {
      requireRoom(writer.bytes() + writer.bytesOfBlocks());
      writer.write(waiting, out);
    }
    if (waiting.size() >= GROUPS_BYTES) {
      writeGroups();
    }
  }

  private int writeKey(byte[] key, boolean hasSeveralLines) {
    int prefix = prefixes.next(key);
    int length = Prefixes.length(prefix);
    int rest = key.length - length;
    int several = hasSeveralLines ? 1 : 0;
    waiting.put(
        several << RunFormat.SEVERAL_SHIFT | prefix << RunFormat.PREFIX_SHIFT | rest,
        RunFormat.REST_OF_KEY);
    waiting.put(key, length, rest);
    return rest;
  }

  /**
   * @param at where they start in the group
   */
  private void writeLines(int at, Iterable<Integer> lines, List<SeriesWriter> writers) {
    waiting.put(writers.size(), RunFormat.LINE_ENTRIES);
    long offset = at + RunFormat.LINE_ENTRIES + (long) writers.size() * RunFormat.LINE_ENTRY;
    int index = 0;
    for (int line : lines) {
      waiting.put(line, 4);
      waiting.put(offset, 4);
      offset += writers.get(index++).bytes();
    }
  }

  private void writeGroups() throws IOException {
    int at = (int) out.position();
    for (; written < groups; written++) {
      offsets[written] += at;
    }
    out.put(waiting.array(), waiting.size());
    waiting.clear();
  }

  private void note(byte[] key) {
    if (groups == offsets.length) {
      offsets = Arrays.copyOf(offsets, groups * 2);
      hashes = Arrays.copyOf(hashes, groups * 2);
    }
    offsets[groups] = waiting.size();
    hashes[groups++] = KeyHash.of(key);
  }

  private void requireRoom(long moreBytes) {
    long end =
        position() + moreBytes + (long) groups * RunFormat.KEY_BYTES + prefixes.bytes().size();
    if (end > BYTES_MAX) {
      throw new ResourceException(
          ErrorCode.LIMIT_REACHED, "a run of " + end + " bytes, over the limit of " + BYTES_MAX);
    }
  }

  /** Writes what follows the groups; the file is durable then, its name is not. */
  public Written finish() throws IOException {
    writeGroups();
    int directory = (int) out.position();
    int offsetWidth = RunFormat.width(directory);
    for (int i = 0; i < groups; i++) {
      out.put(offsets[i], offsetWidth);
    }
    int table = (int) out.position();
    long[] slots = new KeyTable(hashes, offsets, groups, offsetWidth).slots();
    for (long slot : slots) {
      out.put(slot, offsetWidth + RunFormat.TAG);
    }
    out.put(prefixes.bytes().array(), prefixes.bytes().size());
    out.put(new byte[RunFormat.SPARE], RunFormat.SPARE);
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
            earliestFrom,
            nanos,
            prefixes.count()));
    return new Written(extent, out.fileBytes());
  }

  /** A run that is there. */
  public record Written(Extent extent, long bytes) {}
}
