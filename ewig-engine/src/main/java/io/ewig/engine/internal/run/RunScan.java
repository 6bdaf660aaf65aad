package io.ewig.engine.internal.run;

import io.ewig.engine.format.BytesOut;
import io.ewig.engine.internal.run.PlainSeries.Found;
import io.ewig.engine.internal.version.Moment;
import io.ewig.engine.internal.version.Scan;
import io.ewig.engine.internal.version.Search;
import io.ewig.engine.internal.version.VersionBatch;

/**
 * Goes over the keys of a run where they lie.
 *
 * <p>Of what it will stand on in a while it reads a little: of many groups at once, and then, where
 * those are elsewhere, of the blocks that will be looked into. So it waits for many together, and
 * not for each of them.
 */
final class RunScan implements Scan {

  private static final int AHEAD = 16;

  /**
   * If fewer than one in so many of the last keys was read here, the others were found in newer
   * runs, and no blocks are read ahead.
   */
  private static final int READ_SHARE = 4;

  private final Basis run;
  private final Content content;
  private final RunKeys keys;
  private final Moment moment;
  private final PlainSeries plain;
  private final PlainSeries ahead;
  private final int end;
  private final int first;
  private int index;
  private int fetched;
  private int reads = AHEAD; // of the last so many keys
  private int at;
  private int limited = -1; // the line that the limit is of
  private long limit;

  @SuppressWarnings("UnusedVariable") // of no use, but for what it is made of to be read
  private long touched;

  RunScan(Basis run, RunKeys keys, byte[] from, byte[] to, Moment moment) {
    this.run = run;
    this.content = run.content();
    this.keys = keys;
    this.moment = moment;
    this.plain = new PlainSeries(run);
    this.ahead = new PlainSeries(run);
    this.first = keys.countBelow(from);
    this.fetched = first;
    this.index = first - 1;
    this.end = keys.countBelow(to);
  }

  @Override
  public boolean next() {
    index++;
    if (index >= end) {
      return false;
    }
    at = keys.at(index);
    if (index == fetched) {
      fetch();
    }
    return true;
  }

  /** Reads a little of the next groups' blocks, and of the groups behind them. */
  private void fetch() {
    int groups = Math.min(index + 2 * AHEAD, end);
    for (int i = index == first ? index : index + AHEAD; i < groups; i++) {
      touched += content.fetch(keys.at(i), RunFormat.GROUP_FETCHED);
    }
    fetched = Math.min(index + AHEAD, end);
    for (int i = index; reads > AHEAD / READ_SHARE && i < fetched; i++) {
      touched += fetchBlock(keys.at(i));
    }
    reads = 0;
  }

  private long fetchBlock(int group) {
    int head = content.getInt(group);
    return RunGroup.hasSeveralLines(head)
        ? 0
        : ahead.fetch(RunGroup.behindKey(group, head), moment.beforeSeq());
  }

  /** Before which seq a line's versions are seen; most often asked about the same one. */
  private long limit(int line) {
    if (line != limited) {
      limit = Math.min(moment.lineage().limit(line), moment.beforeSeq());
      limited = line;
    }
    return limit;
  }

  @Override
  public int compare(byte[] key, int length) {
    return GroupKey.compare(run, at, key, length);
  }

  @Override
  public void copyKey(BytesOut to) {
    GroupKey.append(run, at, to);
  }

  @Override
  public boolean read(VersionBatch into) {
    reads++;
    int head = content.getInt(at);
    if (!RunGroup.hasSeveralLines(head) && plain.read(RunGroup.behindKey(at, head))) {
      Found found = plain.find(limit(plain.line()), moment.validNanos(), into);
      if (found == Found.VERSION) {
        copyKey(into.keys());
        into.added();
      }
      if (found != Found.OTHER) {
        return found == Found.VERSION;
      }
    }
    RunGroup group = new RunGroup(run, at);
    return Search.find(group, group.key(), moment, into);
  }
}
