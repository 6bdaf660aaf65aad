package io.ewig.sync.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.repair.EventRange;
import io.ewig.sync.protocol.Reason;
import io.ewig.sync.session.Direction;
import io.ewig.sync.session.Endpoint;
import io.ewig.sync.session.EngineLocal;
import io.ewig.sync.session.MemoryQuarantine;
import io.ewig.sync.session.SessionOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica that is asked for single events and objects. */
class PeerSparesTest {

  private static final Origin SELF = new Origin(1, 1);
  private static final int PLANTS = 300;

  private final Ewig there = Ewig.inMemory();
  private int requests;

  @BeforeEach
  void plant() {
    for (int i = 0; i < PLANTS; i++) {
      there.append(EventBuilder.in("a://garden").json("{\"id\":\"plant-" + i + "\"}"));
    }
  }

  @AfterEach
  void close() {
    there.close();
  }

  private PeerSpares spares(Direction direction, long windowBytes) {
    Endpoint endpoint =
        new Endpoint(
            new EngineLocal(there),
            new MemoryQuarantine(),
            SessionOptions.of(direction).withWindowBytes(windowBytes));
    return new PeerSpares(
        SELF,
        body -> {
          requests++;
          return endpoint.answer(body);
        });
  }

  private static List<Long> numbers(List<Commit> commits) {
    return commits.stream().map(commit -> commit.first().originSeq()).toList();
  }

  private EventRange range(long from, long to) {
    return new EventRange(there.replica().self(), from, to);
  }

  @Test
  void justTheEventsComeThatAreAskedFor() throws IOException {
    PeerSpares spares = spares(Direction.BOTH, 1 << 20);
    assertThat(numbers(spares.commits(List.of(range(7, 9), range(200, 200)))))
        .containsExactly(7L, 8L, 9L, 200L);
    assertThat(requests).isEqualTo(1);
    assertThat(spares.bytesIn()).isPositive();
    assertThat(spares.bytesOut()).isPositive();
  }

  @Test
  void whatIsMoreThanAWindowComesByAndBy() throws IOException {
    List<Commit> commits = spares(Direction.BOTH, 1_000).commits(List.of(range(1, PLANTS)));
    assertThat(numbers(commits)).hasSize(PLANTS).isSorted();
    assertThat(requests).isBetween(5, PLANTS);
  }

  @Test
  void whatIsNotThereIsAskedForOnce() throws IOException {
    PeerSpares spares = spares(Direction.BOTH, 1 << 20);
    assertThat(spares.commits(List.of(new EventRange(SELF, 1, 5)))).isEmpty();
    assertThat(spares.objects(List.of(new Hash(1, 2, 3, 4)))).isEmpty();
    assertThat(requests).isEqualTo(2);
  }

  @Test
  void objectsComeByTheirAddresses() throws IOException {
    List<Hash> addresses = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      byte[] photo = new Randoms(i).bytes(Payload.INLINE_BYTES_MAX + 1);
      there.append(EventBuilder.in("a://photos").type("Photo").payload(photo));
      addresses.add(Sha256.of(photo));
    }
    assertThat(spares(Direction.BOTH, 1 << 20).objects(addresses))
        .extracting(Sha256::of)
        .containsExactlyInAnyOrderElementsOf(addresses);
  }

  @Test
  void whoGivesNothingSaysSo() {
    assertThatThrownBy(() -> spares(Direction.PULL, 1 << 20).commits(List.of(range(1, 2))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not-authorised");
  }

  @Test
  void anAnswerThatIsNoneIsAnError() {
    PeerSpares spares = new PeerSpares(SELF, body -> new byte[] {1, 2, 3});
    assertThatThrownBy(() -> spares.commits(List.of(range(1, 2))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("can't be read");
  }

  @Test
  void aRefusalIsPassedOn() {
    PeerSpares spares =
        new PeerSpares(SELF, body -> Endpoint.refusal(Reason.UNKNOWN_DATABASE, "no attic"));
    assertThatThrownBy(() -> spares.objects(List.of(Hash.ZERO)))
        .hasMessageContaining("unknown-database")
        .hasMessageContaining("no attic");
  }
}
