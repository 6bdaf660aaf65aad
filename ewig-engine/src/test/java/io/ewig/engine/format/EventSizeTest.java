package io.ewig.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.event.Commit;
import io.ewig.engine.format.commit.CommitWriter;
import io.ewig.engine.format.commit.Names;
import io.ewig.engine.format.commit.Witness;
import io.ewig.engine.format.segment.RecordFormat;
import io.ewig.engine.internal.memory.MemoryLog;
import io.ewig.engine.log.Commits;
import io.ewig.engine.log.Head;
import org.junit.jupiter.api.Test;

/** What an event costs on disk. */
class EventSizeTest {

  private static final int PAYLOAD_BYTES = 120;

  /** The bytes that commits of so many events take, once the names are known. */
  private static double bytesPerEvent(int eventsPerCommit) {
    MemoryLog log = new MemoryLog();
    Commits source = new Commits(1).payloadBytes(PAYLOAD_BYTES);
    CommitWriter writer = new CommitWriter(new Names(), FrameLock.CLEAR);
    long[] bytes = {0};
    int commits = 100;
    for (int i = 0; i <= commits; i++) {
      Commit commit = source.of(log, eventsPerCommit);
      if (i == 1) {
        bytes[0] = 0;
      }
      Head after = log.appended().after(commit);
      writer.write(
          commit,
          log.heads(),
          after.chain(),
          new Witness(1).say(commit.firstSeq(), 0),
          (frame, length, firstSeq, starts, count) -> bytes[0] += RecordFormat.WORD_BYTES + length);
      log.append(commit);
    }
    return (double) bytes[0] / commits / eventsPerCommit;
  }

  @Test
  void anEventInACommitOfItsOwnTakesAtMost260Bytes() {
    double indexBytes = 1.0 + 8.0; // an entry each 16 events; a hash table at most half empty
    assertThat(bytesPerEvent(1) + indexBytes).isLessThanOrEqualTo(260);
  }

  @Test
  void anEventAmongOthersHasAHeaderOfLessThan100Bytes() {
    assertThat(bytesPerEvent(1000) - PAYLOAD_BYTES).isLessThan(100);
  }
}
