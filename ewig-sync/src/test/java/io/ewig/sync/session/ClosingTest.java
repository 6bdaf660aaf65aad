package io.ewig.sync.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.replica.SignaturePolicy;
import io.ewig.sync.waiting.WaitingRoom;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a replica says at the end of a meeting. */
class ClosingTest {

  private final Map<Origin, VersionVector> said = new HashMap<>();
  private int requests;

  private Meeting meeting(Ewig here, Ewig there) {
    WaitingRoom waiting = WaitingRoom.inMemory(there, () -> SignaturePolicy.DEFAULT);
    Endpoint endpoint =
        new Endpoint(
            new EngineLocal(there, waiting, said::put),
            new MemoryQuarantine(),
            SessionOptions.of(Direction.BOTH));
    return new Meeting(
        new EngineLocal(here),
        new MemoryQuarantine(),
        Direction.BOTH,
        body -> {
          requests++;
          return endpoint.answer(body);
        });
  }

  private static void grow(Ewig db) {
    db.append(EventBuilder.in("a://garden").type("ObjectCreated").json("{\"id\":\"oak\"}"));
  }

  @Test
  void whatWasTakenInIsSaidWhenTheMeetingIsClosed() throws IOException {
    try (Ewig here = Ewig.inMemory();
        Ewig there = Ewig.inMemory()) {
      grow(there);
      Meeting meeting = meeting(here, there);
      assertThat(meeting.run().equal()).isTrue();
      assertThat(said.get(here.replica().self())).isNotEqualTo(there.replica().version());
      meeting.close();
      assertThat(said.get(here.replica().self())).isEqualTo(there.replica().version());
    }
  }

  @Test
  void whoTookNothingInSaysNoMore() throws IOException {
    try (Ewig here = Ewig.inMemory();
        Ewig there = Ewig.inMemory()) {
      grow(here);
      Meeting meeting = meeting(here, there);
      assertThat(meeting.run().equal()).isTrue();
      int before = requests;
      meeting.close();
      assertThat(requests).isEqualTo(before);
    }
  }
}
