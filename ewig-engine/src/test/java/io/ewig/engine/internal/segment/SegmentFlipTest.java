package io.ewig.engine.internal.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Tier;
import io.ewig.engine.event.Commit;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.format.commit.Names;
import io.ewig.engine.internal.disk.HeapMap;
import io.ewig.engine.internal.journal.Journal;
import io.ewig.engine.internal.journal.JournalFixture;
import io.ewig.engine.log.Commits;
import io.ewig.engine.log.LogState;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A commit in which any byte is flipped is never taken for one. */
class SegmentFlipTest {

  private static final int BYTES = 256 << 10;

  @TempDir Path folder;

  private final Tables tables = new Tables();
  private final LogState state = LogState.empty(8, (first, level, root) -> {});
  private byte[] content = {};

  private byte[] segmentFile() throws IOException {
    try (Journal log = JournalFixture.open(folder, JournalFixture.Kind.PLAIN)) {
      Commits source = new Commits(256);
      long bytes = 0;
      while (bytes < BYTES) {
        Commit commit = source.any(log);
        log.append(commit);
        bytes += commit.events().stream().mapToLong(event -> 60 + event.payload().size()).sum();
      }
    }
    return Files.readAllBytes(folder.resolve("active/00000001/events.ewl"));
  }

  private Segment segment(Names names, int end) {
    Segment segment =
        new Segment(1, 0, "flipped", new HeapMap(content), new Tables(), names, new ReadGuard());
    segment.extend(end, state.head().size());
    return segment;
  }

  @Test
  void everyFlippedByteOfEveryCommitIsNoticed() throws IOException {
    content = segmentFile();
    Names names = new Names();
    Segment pristine =
        new Segment(1, 0, "pristine", new HeapMap(content), tables, names, new ReadGuard());
    SegmentWalk walk = new SegmentWalk(pristine, tables, state, FrameKeys.NONE);
    walk.readHeader();
    Randoms random = new Randoms(256);
    int checked = 0;
    int start = walk.end();
    while (checked < BYTES) {
      LogState before = copy();
      Names known = copy(names);
      walk.goOn();
      walk.run(before.head().size() + 1, content.length, SegmentWalk.Visitor.NONE);
      assertThat(walk.damage()).isNull();
      assertThat(walk.end()).isGreaterThan(start);
      for (int at = start; at < walk.end(); at += Tier.oneIn(1)) {
        byte right = content[at];
        content[at] ^= (byte) (1 << random.below(8));
        Segment flipped = segment(copy(known), start);
        LogState after = copy(before);
        SegmentWalk again = new SegmentWalk(flipped, new Tables(), after, FrameKeys.NONE);
        again.goOn();
        again.run(before.head().size() + 1, content.length, SegmentWalk.Visitor.NONE);
        assertThat(after.head()).as("byte %s", at).isEqualTo(before.head());
        content[at] = right;
      }
      checked += walk.end() - start;
      start = walk.end();
    }
  }

  private LogState copy() {
    return copy(state);
  }

  private static LogState copy(LogState from) {
    return LogState.restore(from.head(), from.heads(), from.peaks(), 8, (first, level, root) -> {});
  }

  private static Names copy(Names from) {
    Names names = new Names();
    from.worlds.toList().forEach(names.worlds::add);
    from.branches.toList().forEach(names.branches::add);
    from.origins.toList().forEach(names.origins::add);
    from.types.toList().forEach(names.types::add);
    return names;
  }
}
