package io.ewig.engine.internal.run;

import io.ewig.engine.error.InternalException;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.internal.version.Series;
import io.ewig.engine.internal.version.Version;
import java.io.IOException;
import java.util.List;

/**
 * Writes a series out of its parts, see {@link RunFormat}.
 *
 * <p>Looks over the parts for the widths of numbers and the lengths of patches, then once for rows
 * and once for values, so that of a version nothing but a length has to be kept.
 */
final class SeriesWriter {

  private static final int SAVED_PART = 8;

  private final List<Series> parts;
  private final int count;
  private boolean hasDeletions;
  private boolean isPlain = true;
  private boolean isFixed = true;
  private boolean arePatched;
  private final long baseSeq;
  private final long lastSeq;
  private long baseNanos = Long.MAX_VALUE;
  private long lastNanos = Long.MIN_VALUE;
  private long baseFrom = Long.MAX_VALUE;
  private long lastFrom = Long.MIN_VALUE;
  private long baseTo = Long.MAX_VALUE;
  private long lastTo = Long.MIN_VALUE;
  private final int firstLength;
  private final BlockPlan blocks;

  SeriesWriter(List<Series> parts) {
    this.parts = parts;
    Series first = parts.get(0);
    Series last = parts.get(parts.size() - 1);
    this.baseSeq = first.seq(0);
    this.lastSeq = last.seq(last.size() - 1);
    this.firstLength = first.valueLength(0);
    this.count = parts.stream().mapToInt(Series::size).reduce(0, Math::addExact);
    BlockPlan asTheyAre = new BlockPlan(count);
    long before = baseSeq;
    for (Series part : parts) {
      InternalException.require(before <= part.seq(0), "the seqs of a series never fall");
      before = part.seq(part.size() - 1);
      survey(part, asTheyAre);
    }
    if (!isPlain) {
      parts.forEach(this::surveyPeriods);
    }
    this.blocks = count > 1 && asTheyAre.valueBytes() > 0 ? surveyPatches(asTheyAre) : asTheyAre;
  }

  private void survey(Series part, BlockPlan plan) {
    int size = part.size();
    isPlain &= part.isPlain();
    for (int i = 0; i < size; i++) {
      long nanos = part.systemNanos(i);
      isPlain &= lastNanos <= nanos;
      baseNanos = Math.min(baseNanos, nanos);
      lastNanos = Math.max(lastNanos, nanos);
      int length = part.valueLength(i);
      isFixed &= length == firstLength;
      plan.add(part, i, length);
      hasDeletions |= part.isDeletion(i);
    }
  }

  private void surveyPeriods(Series part) {
    for (int i = 0; i < part.size(); i++) {
      long from = part.validFrom(i);
      baseFrom = Math.min(baseFrom, from);
      lastFrom = Math.max(lastFrom, from);
      long to = part.validTo(i);
      if (to != Version.OPEN) {
        baseTo = Math.min(baseTo, to);
        lastTo = Math.max(lastTo, to);
      }
    }
  }

  /** Patches are written if they save a good part of the bytes. */
  private BlockPlan surveyPatches(BlockPlan asTheyAre) {
    PatchWriter patches = new PatchWriter();
    BlockPlan patched = new BlockPlan(count);
    for (Series part : parts) {
      int size = part.size();
      for (int i = 0; i < size; i++) {
        patched.add(part, i, patches.next(part, i).size());
      }
    }
    long whole = asTheyAre.valueBytes() + (isFixed ? 0 : asTheyAre.endBytes());
    arePatched = patched.valueBytes() + patched.endBytes() < whole - whole / SAVED_PART;
    return arePatched ? patched : asTheyAre;
  }

  int count() {
    return count;
  }

  long earliestFrom() {
    return isPlain ? baseNanos : baseFrom;
  }

  /** A number takes at least a byte where there are several, so that bytes bound the count. */
  private int seqWidth() {
    return count == 1 ? 0 : Math.max(1, RunFormat.width(lastSeq - baseSeq));
  }

  private int nanosWidth() {
    return RunFormat.width(lastNanos - baseNanos);
  }

  private int endWidth() {
    return isFixed && !arePatched ? 0 : blocks.endWidth();
  }

  private int fromWidth() {
    return isPlain ? 0 : RunFormat.width(lastFrom - baseFrom);
  }

  private int toWidth() {
    return isPlain || lastTo < baseTo ? 0 : RunFormat.width(lastTo - baseTo + 1);
  }

  private int rowWidth() {
    int deletion = hasDeletions ? 1 : 0;
    return seqWidth() + nanosWidth() + deletion + fromWidth() + toWidth() + endWidth();
  }

  private long allBlocks() {
    return blocks.valueBytes() + (long) count * rowWidth();
  }

  private int blockWidth() {
    return RunFormat.width(allBlocks());
  }

  private boolean isInline() {
    return blocks.count() == 1 && allBlocks() <= RunFormat.INLINE_BYTES_MAX;
  }

  /** What is written into the group. */
  long bytes() {
    long periods =
        isPlain ? 0 : RunFormat.PERIODS + (long) (count >>> Series.BLOCK_SHIFT) * RunFormat.SUMMARY;
    long behind =
        isInline()
            ? allBlocks()
            : RunFormat.BLOCKS + (long) blocks.count() * (seqWidth() + blockWidth());
    return (count == 1 ? RunFormat.MORE_OF_ONE : RunFormat.MORE) + periods + behind;
  }

  /** What is written elsewhere. */
  long bytesOfBlocks() {
    return isInline() ? 0 : allBlocks();
  }

  /**
   * @param elsewhere for blocks that are too long for the group
   */
  void write(Target group, Target elsewhere) throws IOException {
    writeHead(group);
    if (!isPlain) {
      group.put(fromWidth(), 1);
      group.put(toWidth(), 1);
      group.put(baseFrom, 8);
      group.put(baseTo, 8);
      writeSummaries(group);
    }
    if (isInline()) {
      writeBlocks(group);
    } else {
      writeIndex(group, elsewhere.position());
      writeBlocks(elsewhere);
    }
  }

  private void writeHead(Target group) throws IOException {
    group.put(count, 4);
    group.put(seqWidth(), 1);
    group.put(nanosWidth(), 1);
    group.put(endWidth(), 1);
    group.put(
        (hasDeletions ? RunFormat.HAS_DELETIONS : 0)
            | (isPlain ? 0 : RunFormat.HAS_PERIODS)
            | (arePatched ? RunFormat.ARE_PATCHED : 0)
            | (isInline() ? RunFormat.IS_INLINE : 0),
        1);
    group.put(baseSeq, 8);
    group.put(baseNanos, 8);
    group.put(isFixed ? firstLength : 0, 4);
    if (count > 1) {
      group.put(lastSeq - baseSeq, 8);
    }
  }

  private void writeSummaries(Target out) throws IOException {
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    int inBlock = 0;
    for (Series part : parts) {
      for (int i = 0; i < part.size(); i++) {
        from = Math.min(from, part.validFrom(i));
        to = Math.max(to, part.validTo(i));
        if (++inBlock == Series.BLOCK) {
          out.put(from, 8);
          out.put(to, 8);
          from = Long.MAX_VALUE;
          to = Long.MIN_VALUE;
          inBlock = 0;
        }
      }
    }
  }

  private void writeIndex(Target out, long first) throws IOException {
    int seqWidth = seqWidth();
    int blockWidth = blockWidth();
    int rowWidth = rowWidth();
    out.put(first, 4);
    out.put(blockWidth, 1);
    for (int block = 0; block < blocks.count(); block++) {
      out.put(blocks.firstSeq(block) - baseSeq, seqWidth);
      out.put(blocks.end(block, rowWidth), blockWidth);
    }
  }

  private void writeBlocks(Target out) throws IOException {
    PartsCursor rows = new PartsCursor(parts);
    PartsCursor values = new PartsCursor(parts);
    PatchWriter patches = new PatchWriter();
    BytesOut room = new BytesOut(256);
    for (int at = 0; at < count; at += RunFormat.PATCHED) {
      int end = Math.min(count, at + RunFormat.PATCHED);
      writeRows(out, rows, at, end);
      for (int i = at; i < end; i++) {
        values.next();
        BytesOut value =
            arePatched ? patches.next(values.part(), values.index()) : values.copy(room);
        out.put(value.array(), value.size());
      }
    }
  }

  private void writeRows(Target out, PartsCursor rows, int at, int end) throws IOException {
    int seqWidth = seqWidth();
    int nanosWidth = nanosWidth();
    int endWidth = endWidth();
    long valueEnd = 0;
    for (int i = at; i < end; i++) {
      rows.next();
      Series part = rows.part();
      int index = rows.index();
      out.put(part.seq(index) - baseSeq, seqWidth);
      out.put(part.systemNanos(index) - baseNanos, nanosWidth);
      if (hasDeletions) {
        out.put(part.isDeletion(index) ? 1 : 0, 1);
      }
      if (!isPlain) {
        long to = part.validTo(index);
        out.put(part.validFrom(index) - baseFrom, fromWidth());
        out.put(to == Version.OPEN ? 0 : to - baseTo + 1, toWidth());
      }
      if (endWidth > 0) {
        valueEnd += blocks.length(i);
        out.put(valueEnd, endWidth);
      }
    }
  }
}
