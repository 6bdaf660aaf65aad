package io.ewig.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.format.commit.Names;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.DiskMap;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.internal.segment.Segment;
import io.ewig.engine.internal.segment.Tables;
import io.ewig.engine.log.Head;
import io.ewig.engine.time.Clock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyForceTest {

  private static final int MEBIBYTE = 1 << 20;

  /** Writes down up to where it was forced. */
  private static final class ForcedMap implements DiskMap {
    private final List<Long> ends = new ArrayList<>();
    private boolean isBroken;

    @Override
    public ByteBuffer bytes() {
      return ByteBuffer.allocate(0);
    }

    @Override
    public void force(long from, long length) throws IOException {
      if (isBroken) {
        throw new IOException("the disk is gone");
      }
      ends.add(from + length);
    }

    @Override
    public void close() {
      // nothing to give back
    }
  }

  private final ForcedMap map = new ForcedMap();
  private final Segment segment = segment(map, 1);
  private final ReadGuard writing = new ReadGuard();
  private final Deque<Runnable> background = new ArrayDeque<>();
  private final GroupCommit commits = new GroupCommit(tip(segment, 0), head -> {}, Clock.system());
  private final EarlyForce early = new EarlyForce(commits, writing, background::add);
  private long size;

  private static Segment segment(DiskMap map, int number) {
    return new Segment(number, 0, "a segment", map, new Tables(), new Names(), new ReadGuard());
  }

  private GroupCommit.Tip tip(Segment in, int end) {
    return new GroupCommit.Tip(in, end, new Head(++size, size, Hash.ZERO));
  }

  private void append(Segment to, int end) {
    commits.appended(tip(to, end));
    early.appended();
  }

  private void work() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }

  @Test
  void littleIsLeftAlone() {
    append(segment, 4 * MEBIBYTE - 1);
    assertThat(background).isEmpty();
  }

  @Test
  void muchIsForcedBesideTheAppendingOnceAtATime() {
    append(segment, 4 * MEBIBYTE);
    append(segment, 5 * MEBIBYTE);
    assertThat(map.ends).isEmpty();
    assertThat(background).hasSize(1);
    work();
    assertThat(map.ends).containsExactly(5L * MEBIBYTE);
    append(segment, 8 * MEBIBYTE);
    assertThat(background).as("not so much since then").isEmpty();
    append(segment, 9 * MEBIBYTE);
    work();
    assertThat(map.ends).containsExactly(5L * MEBIBYTE, 9L * MEBIBYTE);
  }

  @Test
  void aNewSegmentBeginsAtItsStart() {
    append(segment, 3 * MEBIBYTE);
    commits.forceNow();
    ForcedMap next = new ForcedMap();
    Segment following = segment(next, 2);
    append(following, 3 * MEBIBYTE);
    assertThat(background).isEmpty();
    append(following, 4 * MEBIBYTE);
    work();
    assertThat(next.ends).containsExactly(4L * MEBIBYTE);
  }

  @Test
  void aLogThatHasEndedIsNotForced() {
    append(segment, 4 * MEBIBYTE);
    writing.close();
    work();
    assertThat(map.ends).isEmpty();
  }

  @Test
  void aFailureIsToldToWhoeverWritesNext() {
    map.isBroken = true;
    append(segment, 4 * MEBIBYTE);
    work();
    assertThat(commits.failed()).hasRootCauseMessage("the disk is gone");
  }
}
