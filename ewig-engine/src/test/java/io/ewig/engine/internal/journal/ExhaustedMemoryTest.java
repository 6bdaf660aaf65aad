package io.ewig.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.format.FrameLock;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.journal.JournalFixture.Kind;
import io.ewig.engine.log.Commits;
import io.ewig.engine.log.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where memory ends amid a commit, some of its frames may stand in the file, and others not. */
class ExhaustedMemoryTest {

  @TempDir(factory = FastFolder.class)
  Path folder;

  /** Frames in the clear, of which one meets with a full heap when it is wanted. */
  private static final class Narrow implements FrameKeys, FrameLock {

    private int framesLeft = Integer.MAX_VALUE;

    @Override
    public Fresh fresh() {
      return new Fresh(new byte[0], this);
    }

    @Override
    public FrameLock unwrap(byte[] wrapped) {
      return this;
    }

    @Override
    public void close(BytesOut frame, int flags, int count) {
      if (framesLeft-- == 0) {
        throw new OutOfMemoryError("Java heap space");
      }
      FrameLock.CLEAR.close(frame, flags, count);
    }

    @Override
    public int open(byte[] frame, int length, String file, long offset) {
      return FrameLock.CLEAR.open(frame, length, file, offset);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsWrittenBehindACommitThatBrokeOff(Kind kind) {
    Commits source = new Commits(7);
    Narrow keys = new Narrow();
    List<Event> events = new ArrayList<>();
    try (Journal log = open(kind, keys)) {
      events.addAll(append(log, source.of(log, 3)));
      keys.framesLeft = 1;
      Commit large = source.of(log, 40_000);
      assertThatThrownBy(() -> log.append(large)).isInstanceOf(OutOfMemoryError.class);
      keys.framesLeft = Integer.MAX_VALUE;
      assertThatThrownBy(() -> log.append(large))
          .isInstanceOfSatisfying(
              EwigException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LOG_FAILED))
          .hasMessageContaining("Java heap space")
          .hasMessageContaining("open it again");
    }
    try (Journal log = open(kind, keys)) {
      assertThat(log.head().size()).isEqualTo(events.size());
      events.addAll(append(log, source.of(log, 40_000)));
      for (int i = 0; i < events.size(); i += 997) {
        assertThat(log.get(i)).isEqualTo(events.get(i));
      }
      assertThat(log.verify(Progress.SILENT).isSound()).isTrue();
    }
  }

  private Journal open(Kind kind, FrameKeys keys) {
    return Journal.open(JournalFixture.options(folder, kind, new RealDisk(), keys, false));
  }

  private static List<Event> append(Journal log, Commit commit) {
    log.append(commit);
    log.awaitDurable(log.appended().size());
    return commit.events();
  }
}
