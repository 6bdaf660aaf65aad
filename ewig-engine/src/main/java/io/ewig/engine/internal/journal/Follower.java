package io.ewig.engine.internal.journal;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.format.commit.Names;
import io.ewig.engine.format.segment.SegmentHeader;
import io.ewig.engine.internal.disk.DiskMap;
import io.ewig.engine.internal.journal.file.DurableMark;
import io.ewig.engine.internal.journal.file.Failures;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.internal.journal.file.SealedSegments;
import io.ewig.engine.internal.journal.file.TailFile;
import io.ewig.engine.internal.journal.opening.Opening;
import io.ewig.engine.internal.journal.read.Segments;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.internal.segment.Segment;
import io.ewig.engine.internal.segment.SegmentWalk;
import io.ewig.engine.internal.segment.Tables;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.LogState;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps a reader up with a writer in another process, as far as the durable mark goes. */
final class Follower {

  /** A segment moves once in its life. */
  private static final int TRIES_MAX = 20;

  private final JournalOptions options;
  private final Opening opening;
  private final Segments segments;
  private final DurableMark mark;
  private final LogState state;
  private @Nullable Segment growing; // guarded by this, as are the rest
  private Tables tables;
  private int lastNumber;
  private volatile Head known;

  Follower(Opening opening, Segments segments, DurableMark mark) {
    this.options = opening.options();
    this.opening = opening;
    this.segments = segments;
    this.mark = mark;
    this.state = opening.state();
    this.known = state.head();
    Opening.Tail tail = opening.tail();
    this.growing = tail == null ? null : tail.segment();
    this.tables = tail == null ? new Tables() : tail.tables();
    int sealed = opening.manifest().sealed().size();
    this.lastNumber = sealed == 0 ? 0 : opening.manifest().sealed().get(sealed - 1).number();
    if (tail != null) {
      this.lastNumber = tail.segment().number();
    }
  }

  /** The head as far as it is durable now. */
  Head head() {
    Head now = known;
    return mark.get() <= now.size() || opening.damage() != null ? now : catchUp();
  }

  private synchronized Head catchUp() {
    long durable = mark.get();
    for (int tries = 1; ; tries++) {
      try {
        follow(durable);
        ReadGuard.settle();
        known = state.head();
        return known;
      } catch (NoSuchFileException | EOFException moved) { // sealed just now: look again
        if (tries == TRIES_MAX) {
          throw Failures.failure("follow", options.folder(), moved);
        }
      } catch (InternalError cut) { // likewise, but its file has got shorter under our mapping
        if (tries == TRIES_MAX) {
          throw Failures.failure("follow", options.folder(), cut);
        }
      } catch (IOException e) {
        throw Failures.failure("follow", options.folder(), e);
      }
    }
  }

  private void follow(long durable) throws IOException {
    while (state.head().size() < durable) {
      long before = state.head().size();
      if (growing != null) {
        walk(growing, durable);
      }
      if (state.head().size() < durable && !enterNextSegment() && state.head().size() == before) {
        break; // the writer is between two segments: look again next time
      }
    }
  }

  private void walk(Segment segment, long durable) throws IOException {
    SegmentWalk walk = new SegmentWalk(segment, tables, state, options.keys());
    walk.goOn();
    walk.run(durable, limitOf(segment), SegmentWalk.Visitor.NONE);
    CorruptionException damage = walk.damage();
    if (damage != null) {
      throw damage;
    }
  }

  /**
   * How far a segment may be read. Sealing cuts its file, but not our mapping of it, and reading
   * behind the end of a file is an error. What is durable elsewhere became so after the cut.
   */
  private int limitOf(Segment segment) throws IOException {
    int mapped = segment.map().bytes().limit();
    Path known = Path.of(segment.file());
    if (options.disk().exists(known)) {
      return (int) Math.min(mapped, options.disk().size(known));
    }
    opening.sealedSegments().requireNotRewritten(segment.number(), 0);
    for (TailFile file : TailFile.find(options, segment.number() - 1)) {
      if (file.number() == segment.number()) {
        return (int) Math.min(mapped, options.disk().size(file.path()));
      }
    }
    return segment.end();
  }

  /** Whether a segment's header is written yet; if not, it holds nothing durable. */
  private boolean isStarted(Segment segment, Tables fresh) {
    SegmentHeader header;
    try {
      header = new SegmentWalk(segment, fresh, state, options.keys()).readHeader();
    } catch (CorruptionException notYet) {
      return false;
    }
    try {
      SealedSegments.requireHeader(
          options, header, segment.number(), segment.baseSeq(), segment.file());
      return true;
    } catch (CorruptionException foreign) {
      segment.close();
      throw foreign;
    }
  }

  private boolean enterNextSegment() throws IOException {
    List<TailFile> files = TailFile.find(options, lastNumber);
    if (files.isEmpty()) {
      return false;
    }
    TailFile file = files.get(0);
    long size = options.disk().size(file.path());
    DiskMap map = options.disk().map(file.path(), size, false);
    Tables fresh = new Tables();
    Segment segment =
        new Segment(
            file.number(),
            state.head().size(),
            file.path().toString(),
            map,
            fresh,
            new Names(),
            opening.guard());
    if (!isStarted(segment, fresh)) {
      map.close();
      return false;
    }
    segments.add(segment);
    growing = segment;
    tables = fresh;
    lastNumber = file.number();
    return true;
  }
}
