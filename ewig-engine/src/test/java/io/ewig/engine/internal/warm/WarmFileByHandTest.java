package io.ewig.engine.internal.warm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.event.Event;
import io.ewig.engine.event.Payload;
import io.ewig.engine.internal.memory.MemoryLog;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A warm file can be read without the engine, by its description. */
class WarmFileByHandTest {

  private static final long NANOS = 1_000_000_000;

  private final MemoryLog log = WarmSamples.log();

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 10, 100})
  void whatItsDescriptionSaysIsWhatTheLogHas(int eventsInBlock) throws IOException {
    WarmFileByHand file = new WarmFileByHand(WarmSamples.file(eventsInBlock));
    assertThat(file.from).isEqualTo(WarmSamples.FROM);
    assertThat(file.end).isEqualTo(log.head().size());
    assertThat(file.last).isEqualTo(log.get(file.end - 1).hash().toBytes());
    long seq = file.from;
    for (WarmFileByHand.Block block : file.blocks) {
      requireSame(file, block, seq);
      seq += block.events();
    }
    assertThat(seq).isEqualTo(file.end);
  }

  private void requireSame(WarmFileByHand file, WarmFileByHand.Block block, long firstSeq) {
    long[][] columns = new long[12][];
    for (int column = 0; column < columns.length; column++) {
      columns[column] = block.longs(column);
    }
    List<byte @Nullable []> payloads = new PayloadsByHand(file, block).all();
    for (int row = 0; row < block.events(); row++) {
      Event event = log.get(firstSeq + row);
      long nanos = columns[0][row];
      assertThat(nanos).isEqualTo(event.systemNanos());
      assertThat(nanos).isBetween(block.minNanos(), block.maxNanos());
      assertThat(columns[1][row] + (Math.floorDiv(nanos, 1_000_000) << 16)).isEqualTo(event.hlc());
      assertThat(
              Instant.ofEpochSecond(
                  columns[2][row] + Math.floorDiv(nanos, NANOS),
                  columns[3][row] + Math.floorMod(nanos, NANOS)))
          .isEqualTo(event.valid().from());
      assertThat(Instant.ofEpochSecond(columns[4][row], columns[5][row]))
          .isEqualTo(event.valid().to());
      assertThat(columns[6][row] + event.seq()).isEqualTo(event.originSeq());
      assertThat(event.seq() - columns[7][row]).isEqualTo(log.commitOf(event.seq()).firstSeq());
      assertThat(file.worlds.get((int) columns[8][row])).isEqualTo(event.world().uri());
      assertThat(file.types.get((int) columns[9][row])).isEqualTo(event.type().name());
      assertThat(file.origins.get((int) columns[10][row]))
          .containsExactly(event.origin().high(), event.origin().low());
      assertThat(file.branches.get((int) columns[11][row]))
          .isEqualTo(log.commitOf(event.seq()).info().branch().name());
      byte[] inline = event.payload() instanceof Payload.Inline here ? here.bytes() : null;
      assertThat(payloads.get(row)).as("payload of %s", event.seq()).isEqualTo(inline);
    }
  }
}
