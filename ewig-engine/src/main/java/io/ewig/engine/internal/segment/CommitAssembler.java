package io.ewig.engine.internal.segment;

import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventId;
import io.ewig.engine.format.commit.FrameReader;
import io.ewig.engine.format.commit.ParentRef;
import io.ewig.engine.hash.Hash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the frames of a commit together again. */
final class CommitAssembler {

  private final List<Event> events = new ArrayList<>();
  private CommitInfo info = CommitInfo.on(Branch.MAIN, List.of());
  private Hash chain = Hash.ZERO;
  private int total;
  private long commitSeq;

  /**
   * Takes the next frame.
   *
   * @return the commit if that was its last frame, else null
   */
  @Nullable Commit add(Segment segment, int record, FrameReader frame, Lookback back) {
    if (frame.isFirstOfCommit() ? !events.isEmpty() : events.isEmpty()) {
      throw segment.corrupt(record, "the frames of a commit are out of order", null);
    }
    if (frame.isFirstOfCommit()) {
      total = frame.total();
      chain = frame.chain();
      commitSeq = frame.firstSeq();
      info = info(frame, back);
    } else if (frame.commitSeq() != commitSeq) {
      throw segment.corrupt(record, "a frame of another commit", null);
    }
    addEvents(frame, back);
    if (!frame.isLastOfCommit()) {
      return null;
    }
    if (events.size() != total) {
      throw segment.corrupt(
          record, "a commit of " + events.size() + " events that should have " + total, null);
    }
    return finish(segment, record);
  }

  private void addEvents(FrameReader frame, Lookback back) {
    while (frame.next()) {
      Hash parent;
      if (!events.isEmpty()) {
        parent = events.get(events.size() - 1).hash();
      } else if (frame.parentDistance() == 0) {
        parent = frame.explicitParent();
      } else {
        parent = back.hashAt(frame.firstSeq() - frame.parentDistance());
      }
      events.add(SegmentCursor.event(frame, parent));
    }
  }

  private static CommitInfo info(FrameReader frame, Lookback back) {
    List<EventId> parents = new ArrayList<>();
    for (ParentRef ref : frame.parents()) {
      parents.add(
          ref.distance() == 0 ? ref.id() : back.commitAt(frame.firstSeq() - ref.distance()));
    }
    return frame.words().withParents(parents);
  }

  private Commit finish(Segment segment, int record) {
    try {
      Commit commit = new Commit(info, events);
      events.clear();
      return commit;
    } catch (UserException impossible) {
      throw segment.corrupt(record, "no commit at all: " + impossible.getMessage(), impossible);
    }
  }

  /** The log chain that the last finished commit says there is after it. */
  Hash chain() {
    return chain;
  }

  /** Whether frames are missing from a commit that was begun. */
  boolean isWaiting() {
    return !events.isEmpty();
  }
}
