package io.ewig.engine.internal.run;

import io.ewig.engine.error.InternalException;
import io.ewig.engine.internal.version.Series;
import io.ewig.engine.internal.version.Version;
import java.util.List;

/** What the versions of a series have between them, looked over before they are written. */
final class SeriesSurvey {

  private final int count;
  private final long firstSeq;
  private final long lastSeq;
  private final int firstLength;
  private final BlockPlan asTheyAre;
  private boolean hasDeletions;
  private boolean isPlain = true;
  private boolean isFixed = true;
  private long baseNanos = Long.MAX_VALUE;
  private long lastNanos = Long.MIN_VALUE;
  private long baseFrom = Long.MAX_VALUE;
  private long lastFrom = Long.MIN_VALUE;
  private long baseTo = Long.MAX_VALUE;
  private long lastTo = Long.MIN_VALUE;

  /**
   * @param parts oldest first
   */
  SeriesSurvey(List<Series> parts) {
    Series first = parts.get(0);
    Series last = parts.get(parts.size() - 1);
    this.count = parts.stream().mapToInt(Series::size).reduce(0, Math::addExact);
    this.firstSeq = first.seq(0);
    this.lastSeq = last.seq(last.size() - 1);
    this.firstLength = first.valueLength(0);
    this.asTheyAre = new BlockPlan(count);
    long before = firstSeq;
    for (Series part : parts) {
      InternalException.require(before <= part.seq(0), "the seqs of a series never fall");
      before = part.seq(part.size() - 1);
      survey(part);
    }
    if (!isPlain) {
      parts.forEach(this::surveyPeriods);
    }
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
      asTheyAre.add(part, i, length);
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

  int count() {
    return count;
  }

  long firstSeq() {
    return firstSeq;
  }

  boolean hasDeletions() {
    return hasDeletions;
  }

  /** See {@link Series}. */
  boolean isPlain() {
    return isPlain;
  }

  /** Whether all values have the length of the first. */
  boolean isFixed() {
    return isFixed;
  }

  int firstLength() {
    return firstLength;
  }

  /** The values as they would be written if none were patched. */
  BlockPlan asTheyAre() {
    return asTheyAre;
  }

  long baseNanos() {
    return baseNanos;
  }

  long baseFrom() {
    return baseFrom;
  }

  long baseTo() {
    return baseTo;
  }

  long earliestFrom() {
    return isPlain ? baseNanos : baseFrom;
  }

  /** How far the last seq is from the first. */
  long span() {
    return lastSeq - firstSeq;
  }

  /** A number takes at least a byte where there are several, so that bytes bound the count. */
  int seqWidth() {
    return count == 1 ? 0 : Math.max(1, RunFormat.width(span()));
  }

  int nanosWidth() {
    return RunFormat.width(lastNanos - baseNanos);
  }

  int fromWidth() {
    return isPlain ? 0 : RunFormat.width(lastFrom - baseFrom);
  }

  int toWidth() {
    return isPlain || lastTo < baseTo ? 0 : RunFormat.width(lastTo - baseTo + 1);
  }
}
