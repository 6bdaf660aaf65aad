package io.ewig.engine.internal.warm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.column.EventBatch;
import io.ewig.engine.column.EventSelection;
import io.ewig.engine.column.NameColumn;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WorldCountsTest {

  @Test
  void aRunOfBlocksHasWhatItsEventsHave() throws IOException {
    for (int eventsInBlock = 1; eventsInBlock < 4; eventsInBlock++) {
      WarmFile file = WarmFormatTest.open(WarmSamples.file(eventsInBlock));
      WorldCounts counts = file.worldCounts();
      assertThat(counts).isNotNull().isSameAs(file.worldCounts());
      int blocks = file.contents().blocks().size();
      assertThat(blocks).isGreaterThan(WorldCounts.STEP);
      for (int from = 0; from <= blocks; from++) {
        for (int to = from; to <= blocks; to++) {
          assertThat(counts.within(file, from, to))
              .as("blocks %d to %d of %d", from, to, blocks)
              .isEqualTo(counted(file, from, to));
        }
      }
    }
  }

  private static int[] counted(WarmFile file, int from, int to) {
    int[] counts = new int[file.contents().names().worlds().size()];
    for (int block = from; block < to; block++) {
      for (int code :
          new EventBatch(file.block(block), EventSelection.all()).codes(NameColumn.WORLD)) {
        counts[code]++;
      }
    }
    return counts;
  }

  @Test
  void eventsOfBlocksAreFoundByTheirEnds() throws IOException {
    Contents contents = WarmFormatTest.open(WarmSamples.file(4)).contents();
    for (long seq = contents.fromSeq(); seq < contents.endSeq(); seq++) {
      long at = seq;
      assertThat(contents.countUntil(seq))
          .isEqualTo(contents.blocks().stream().filter(block -> block.endSeq() <= at).count());
    }
  }

  @Test
  void aBlockHasTheTypesOfAllBeforeIt() throws IOException {
    Contents contents = WarmFormatTest.open(WarmSamples.file(4)).contents();
    long before = 0;
    for (BlockEntry block : contents.blocks()) {
      before += block.size();
      assertThat(block.typesSoFar().stream().mapToLong(tally -> tally.count()).sum())
          .isEqualTo(before);
      assertThat(block.typesSoFar()).allMatch(tally -> tally.firstSeq() >= contents.fromSeq());
    }
    BlockEntry last = contents.blocks().get(contents.blocks().size() - 1);
    assertThat(last.typesSoFar()).isEqualTo(contents.tallies().get(NameColumn.TYPE.number()));
  }
}
