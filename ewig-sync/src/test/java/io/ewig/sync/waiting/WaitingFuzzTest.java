package io.ewig.sync.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Ewig;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.log.Fuzz;
import io.ewig.engine.log.Randoms;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.MessageWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a file of waiting commits holds between checksums that hold. */
class WaitingFuzzTest {

  private static final long BYTES_MAX = 4 << 20;

  private static byte[] body() {
    try (Ewig db = Ewig.inMemory()) {
      db.batch()
          .add(EventBuilder.in("a://garden").json("{\"id\":\"rose\"}").build())
          .add(EventBuilder.in("a://garden").payload(new byte[40]).build())
          .commit();
      return new Waiting(db.events().commitOf(0), List.of(new byte[] {1, 2, 3}), 0).body();
    }
  }

  @Test
  void damagedBodiesGiveATypedErrorOrAValue() {
    byte[] sample = body();
    Randoms random = new Randoms(3);
    assertThat(Waiting.read(sample).blobs()).hasSize(1);
    Fuzz.feed("waiting", () -> resealed(Fuzz.damaged(sample, random)), Waiting::read, BYTES_MAX);
  }

  @Test
  void aBodyWithoutACommitIsNone() {
    byte[] blobAlone = MessageWriter.write(List.of(new Message.Blob(new byte[] {1})));
    assertThatThrownBy(() -> Waiting.read(blobAlone)).isInstanceOf(CorruptionException.class);
  }

  /** The last of its frames has a checksum that holds. */
  private static byte[] resealed(byte[] body) {
    int at = body.length - Integer.BYTES;
    return at < 0
        ? body
        : new BytesOut(body.length).put(body, 0, at).putInt(Checksum.of(body, 0, at)).toArray();
  }
}
