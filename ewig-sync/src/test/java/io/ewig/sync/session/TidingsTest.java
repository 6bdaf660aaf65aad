package io.ewig.sync.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.event.Origin;
import io.ewig.engine.hash.Hash;
import io.ewig.sync.protocol.Message;
import org.junit.jupiter.api.Test;

class TidingsTest {

  private static final long MINUTE = 60_000_000_000L;
  private static final Origin ANNA = new Origin(1, 1);
  private static final Origin BEA = new Origin(2, 2);
  private static final Message.Fork PROOF = fork(9);

  private long nanos = 1_700_000_000L * 1_000_000_000L;
  private final Tidings tidings = new Tidings(() -> nanos);

  private static Message.Fork fork(int liar) {
    return new Message.Fork(new Origin(liar, liar), 1, Hash.ZERO, new Hash(1, 1, 1, 1));
  }

  @Test
  void eachIsToldOnceAndAgainAfterAnHour() {
    assertThat(tidings.toTell(ANNA)).isEmpty();
    tidings.add(PROOF);
    assertThat(tidings.toTell(ANNA)).containsExactly(PROOF);
    assertThat(tidings.toTell(BEA)).containsExactly(PROOF);
    nanos += 59 * MINUTE;
    assertThat(tidings.toTell(ANNA)).isEmpty();
    nanos += MINUTE;
    assertThat(tidings.toTell(ANNA)).containsExactly(PROOF);
    nanos -= 1_000_000 * MINUTE; // the clock was wrong
    assertThat(tidings.toTell(ANNA)).containsExactly(PROOF);
    assertThat(tidings.toTell(ANNA)).isEmpty();
  }

  @Test
  void whoKnowsItAndWhoDidItAreNotTold() {
    tidings.add(PROOF);
    tidings.known(ANNA, PROOF.origin());
    assertThat(tidings.toTell(ANNA)).isEmpty();
    assertThat(tidings.toTell(PROOF.origin())).isEmpty();
  }

  @Test
  void ofMuchSomeIsToldAtATimeAndOfWhoIsReleasedNothing() {
    for (int liar = 10; liar < 30; liar++) {
      tidings.add(fork(liar));
    }
    assertThat(tidings.toTell(ANNA)).hasSize(8);
    assertThat(tidings.toTell(ANNA)).hasSize(8);
    tidings.drop(new Origin(29, 29));
    assertThat(tidings.toTell(ANNA)).hasSize(3);
  }
}
