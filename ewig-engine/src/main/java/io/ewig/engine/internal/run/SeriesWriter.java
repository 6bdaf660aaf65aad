package io.ewig.engine.internal.run;

import io.ewig.engine.format.BytesOut;
import io.ewig.engine.internal.version.Series;
import io.ewig.engine.internal.version.Version;
import java.io.IOException;
import java.util.List;

/**
 * Writes a series out of its parts, see {@link SeriesFormat}.
 *
 * <p>Looks over the parts for the widths of numbers and the lengths of patches, then once for rows
 * and once for values, so that of a version nothing but a length has to be kept.
 */
final class SeriesWriter {

  private static final int SAVED_PART = 8;

  private final List<Series> parts;
  private final int count;
  private final SeriesSurvey survey;
  private final long fromSeq;
  private final long nanos;
  private final boolean arePatched;
  private final BlockPlan blocks;

  /**
   * @param fromSeq what seqs are counted from in this run
   * @param nanos what system times are counted from
   */
  SeriesWriter(List<Series> parts, long fromSeq, long nanos) {
    this.parts = parts;
    this.survey = new SeriesSurvey(parts);
    this.count = survey.count();
    this.fromSeq = fromSeq;
    this.nanos = nanos;
    BlockPlan whole = survey.asTheyAre();
    BlockPlan patched = count > 1 && whole.valueBytes() > 0 ? patched() : whole;
    this.arePatched = patched != whole && isShorter(patched, whole);
    this.blocks = arePatched ? patched : whole;
  }

  private BlockPlan patched() {
    PatchWriter patches = new PatchWriter();
    BlockPlan patched = new BlockPlan(count);
    for (Series part : parts) {
      int size = part.size();
      for (int i = 0; i < size; i++) {
        patched.add(part, i, patches.next(part, i).size());
      }
    }
    return patched;
  }

  /** Patches are written if they save a good part of the bytes. */
  private boolean isShorter(BlockPlan patched, BlockPlan asTheyAre) {
    long whole = asTheyAre.valueBytes() + (survey.isFixed() ? 0 : asTheyAre.endBytes());
    return patched.valueBytes() + patched.endBytes() < whole - whole / SAVED_PART;
  }

  int count() {
    return count;
  }

  long earliestFrom() {
    return survey.earliestFrom();
  }

  /** Whether the head says how long every value is. */
  private boolean saysLength() {
    return survey.isFixed() && !arePatched;
  }

  private int endWidth() {
    return saysLength() ? 0 : blocks.endWidth();
  }

  private int rowWidth() {
    int deletion = survey.hasDeletions() ? 1 : 0;
    return survey.seqWidth()
        + survey.nanosWidth()
        + deletion
        + survey.fromWidth()
        + survey.toWidth()
        + endWidth();
  }

  private long allBlocks() {
    return blocks.valueBytes() + (long) count * rowWidth();
  }

  private int blockWidth() {
    return RunFormat.width(allBlocks());
  }

  private boolean isInline() {
    return blocks.count() == 1 && allBlocks() <= SeriesFormat.INLINE_BYTES_MAX;
  }

  /** What is written into the group. */
  long bytes() {
    long periods =
        survey.isPlain()
            ? 0
            : SeriesFormat.PERIODS + (long) (count >>> Series.BLOCK_SHIFT) * SeriesFormat.SUMMARY;
    long behind =
        isInline()
            ? allBlocks()
            : SeriesFormat.BLOCKS + (long) blocks.count() * (survey.seqWidth() + blockWidth());
    return headBytes() + periods + behind;
  }

  private int line() {
    return parts.get(0).line();
  }

  private long firstNanos() {
    return SeriesFormat.zigzag(survey.baseNanos() - nanos);
  }

  private int lengthWidth() {
    return saysLength() ? RunFormat.width(survey.firstLength()) : 0;
  }

  private int headBytes() {
    return SeriesFormat.HEAD
        + RunFormat.width(line())
        + RunFormat.width(count - 1)
        + RunFormat.width(survey.firstSeq() - fromSeq)
        + RunFormat.width(firstNanos())
        + lengthWidth()
        + survey.seqWidth();
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
    if (!survey.isPlain()) {
      group.put(survey.fromWidth(), 1);
      group.put(survey.toWidth(), 1);
      group.put(survey.baseFrom(), 8);
      group.put(survey.baseTo(), 8);
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
    int lineWidth = RunFormat.width(line());
    int countWidth = RunFormat.width(count - 1);
    int firstWidth = RunFormat.width(survey.firstSeq() - fromSeq);
    int baseWidth = RunFormat.width(firstNanos());
    group.put(
        flags()
            | lineWidth << SeriesFormat.LINE_WIDTH
            | survey.seqWidth() << SeriesFormat.SEQ_WIDTH
            | survey.nanosWidth() << SeriesFormat.NANOS_WIDTH
            | (saysLength() ? lengthWidth() : endWidth()) << SeriesFormat.END_WIDTH
            | countWidth << SeriesFormat.COUNT_WIDTH
            | firstWidth << SeriesFormat.FIRST_WIDTH
            | baseWidth << SeriesFormat.NANOS_BASE_WIDTH,
        SeriesFormat.HEAD);
    group.put(line(), lineWidth);
    group.put(count - 1, countWidth);
    group.put(survey.firstSeq() - fromSeq, firstWidth);
    group.put(firstNanos(), baseWidth);
    group.put(survey.firstLength(), lengthWidth());
    group.put(survey.span(), survey.seqWidth());
  }

  private int flags() {
    return (survey.hasDeletions() ? SeriesFormat.HAS_DELETIONS : 0)
        | (survey.isPlain() ? 0 : SeriesFormat.HAS_PERIODS)
        | (arePatched ? SeriesFormat.ARE_PATCHED : 0)
        | (isInline() ? SeriesFormat.IS_INLINE : 0)
        | (saysLength() ? SeriesFormat.IS_FIXED : 0);
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
    int seqWidth = survey.seqWidth();
    int blockWidth = blockWidth();
    int rowWidth = rowWidth();
    out.put(first, 4);
    out.put(blockWidth, 1);
    for (int block = 0; block < blocks.count(); block++) {
      out.put(blocks.firstSeq(block) - survey.firstSeq(), seqWidth);
      out.put(blocks.end(block, rowWidth), blockWidth);
    }
  }

  private void writeBlocks(Target out) throws IOException {
    PartsCursor rows = new PartsCursor(parts);
    PartsCursor values = new PartsCursor(parts);
    PatchWriter patches = new PatchWriter();
    BytesOut room = new BytesOut(256);
    for (int at = 0; at < count; at += SeriesFormat.PATCHED) {
      int end = Math.min(count, at + SeriesFormat.PATCHED);
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
    int seqWidth = survey.seqWidth();
    int nanosWidth = survey.nanosWidth();
    int endWidth = endWidth();
    long valueEnd = 0;
    for (int i = at; i < end; i++) {
      rows.next();
      Series part = rows.part();
      int index = rows.index();
      out.put(part.seq(index) - survey.firstSeq(), seqWidth);
      out.put(part.systemNanos(index) - survey.baseNanos(), nanosWidth);
      if (survey.hasDeletions()) {
        out.put(part.isDeletion(index) ? 1 : 0, 1);
      }
      if (!survey.isPlain()) {
        long to = part.validTo(index);
        out.put(part.validFrom(index) - survey.baseFrom(), survey.fromWidth());
        out.put(to == Version.OPEN ? 0 : to - survey.baseTo() + 1, survey.toWidth());
      }
      if (endWidth > 0) {
        valueEnd += blocks.length(i);
        out.put(valueEnd, endWidth);
      }
    }
  }
}
