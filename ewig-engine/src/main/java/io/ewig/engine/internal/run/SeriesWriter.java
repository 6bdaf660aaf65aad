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
  private int count;
  private boolean hasDeletions;
  private boolean isPlain = true;
  private boolean isFixed = true;
  private final long baseSeq;
  private long baseNanos = Long.MAX_VALUE;
  private long lastNanos = Long.MIN_VALUE;
  private long baseFrom = Long.MAX_VALUE;
  private long lastFrom = Long.MIN_VALUE;
  private long baseTo = Long.MAX_VALUE;
  private long lastTo = Long.MIN_VALUE;
  private long lastSeq;
  private final int firstLength;
  private long valueBytes;
  private int[] patchLengths = {}; // empty: values are written as they are

  SeriesWriter(List<Series> parts) {
    this.parts = parts;
    Series first = parts.get(0);
    this.baseSeq = first.seq(0);
    this.lastSeq = baseSeq;
    this.firstLength = first.valueLength(0);
    for (Series part : parts) {
      survey(part);
    }
    if (!isPlain) {
      parts.forEach(this::surveyPeriods);
    }
    if (count > 1 && valueBytes > 0) {
      surveyPatches();
    }
  }

  /** Patches are written if they save a good part of the bytes. */
  private void surveyPatches() {
    PatchWriter patches = new PatchWriter();
    int[] lengths = new int[count];
    long bytes = 0;
    int number = 0;
    for (Series part : parts) {
      for (int i = 0; i < part.size(); i++) {
        int length = patches.next(part, i).size();
        lengths[number++] = length;
        bytes += length;
      }
    }
    long asTheyAre = valueBytes + (long) count * endWidth();
    long patched = bytes + (long) count * RunFormat.width(bytes);
    if (patched < asTheyAre - asTheyAre / SAVED_PART) {
      patchLengths = lengths;
      valueBytes = bytes;
    }
  }

  private boolean arePatched() {
    return patchLengths.length > 0;
  }

  private void survey(Series part) {
    int size = part.size();
    isPlain &= part.isPlain();
    for (int i = 0; i < size; i++) {
      long nanos = part.systemNanos(i);
      isPlain &= lastNanos <= nanos;
      baseNanos = Math.min(baseNanos, nanos);
      lastNanos = Math.max(lastNanos, nanos);
      int length = part.valueLength(i);
      isFixed &= length == firstLength;
      valueBytes += length;
      hasDeletions |= part.isDeletion(i);
    }
    InternalException.require(lastSeq <= part.seq(0), "the seqs of a series never fall");
    lastSeq = part.seq(size - 1);
    count = Math.addExact(count, size);
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
    return isFixed && !arePatched() ? 0 : RunFormat.width(valueBytes);
  }

  private int fromWidth() {
    return RunFormat.width(lastFrom - baseFrom);
  }

  private int toWidth() {
    return lastTo < baseTo ? 0 : RunFormat.width(lastTo - baseTo + 1);
  }

  long bytes() {
    long row = (long) seqWidth() + nanosWidth() + endWidth() + (hasDeletions ? 1 : 0);
    long periods =
        isPlain
            ? 0
            : RunFormat.PERIOD_BASES
                + (long) count * (fromWidth() + toWidth())
                + (long) (count >>> Series.BLOCK_SHIFT) * RunFormat.SUMMARY;
    return RunFormat.ROWS + row * count + periods + valueBytes;
  }

  void write(PageWriter out) throws IOException {
    out.put(count, 4);
    out.put(seqWidth(), 1);
    out.put(nanosWidth(), 1);
    out.put(endWidth(), 1);
    out.put(
        (hasDeletions ? RunFormat.HAS_DELETIONS : 0)
            | (isPlain ? 0 : RunFormat.HAS_PERIODS)
            | (arePatched() ? RunFormat.ARE_PATCHED : 0),
        1);
    out.put(baseSeq, 8);
    out.put(baseNanos, 8);
    out.put(isFixed ? firstLength : 0, 4);
    out.put(isPlain ? 0 : fromWidth(), 1);
    out.put(isPlain ? 0 : toWidth(), 1);
    out.put(0, 2);
    if (!isPlain) {
      out.put(baseFrom, 8);
      out.put(baseTo, 8);
    }
    rows(out);
    if (!isPlain) {
      summaries(out);
    }
    values(out);
  }

  private void rows(PageWriter out) throws IOException {
    int seqWidth = seqWidth();
    int nanosWidth = nanosWidth();
    int endWidth = endWidth();
    int number = 0;
    long end = 0;
    for (Series part : parts) {
      int size = part.size();
      for (int i = 0; i < size; i++) {
        out.put(part.seq(i) - baseSeq, seqWidth);
        out.put(part.systemNanos(i) - baseNanos, nanosWidth);
        if (hasDeletions) {
          out.put(part.isDeletion(i) ? 1 : 0, 1);
        }
        if (!isPlain) {
          long to = part.validTo(i);
          out.put(part.validFrom(i) - baseFrom, fromWidth());
          out.put(to == Version.OPEN ? 0 : to - baseTo + 1, toWidth());
        }
        if (endWidth > 0) {
          end += arePatched() ? patchLengths[number++] : part.valueLength(i);
          out.put(end, endWidth);
        }
      }
    }
  }

  private void summaries(PageWriter out) throws IOException {
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

  private void values(PageWriter out) throws IOException {
    if (arePatched()) {
      patches(out);
      return;
    }
    byte[] room = new byte[256];
    for (Series part : parts) {
      int size = part.size();
      for (int i = 0; i < size; i++) {
        int length = part.valueLength(i);
        if (length > room.length) {
          room = new byte[length];
        }
        part.copyValue(i, room, 0);
        out.put(room, length);
      }
    }
  }

  private void patches(PageWriter out) throws IOException {
    PatchWriter patches = new PatchWriter();
    for (Series part : parts) {
      int size = part.size();
      for (int i = 0; i < size; i++) {
        BytesOut next = patches.next(part, i);
        out.put(next.array(), next.size());
      }
    }
  }
}
