package io.ewig.sync.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.part.Filter;
import io.ewig.engine.replica.Acknowledged;
import io.ewig.engine.replica.Horizon;
import io.ewig.sync.protocol.Reason;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A part that grows and meets who has not what it lacks. */
class ShortageTest {

  private static final Path MEMORY = Path.of("memory");
  private static final Config SIGNING = Config.defaults().withLog(LogKind.MEMORY).withSigning(true);
  private static final Filter ROSES = Filter.parse("world a://garden/roses");

  private static void plant(Ewig at, String bed) {
    at.append(EventBuilder.in("a://garden/" + bed).json("{\"id\":\"" + bed + "\"}"));
  }

  private static Meeting.Outcome meet(Ewig one, Ewig other) throws IOException {
    Endpoint there =
        new Endpoint(
            new EngineLocal(other),
            new MemoryQuarantine(),
            SessionOptions.of(Direction.BOTH).withWindowBytes(1 << 16));
    return new Meeting(new EngineLocal(one), new MemoryQuarantine(), Direction.BOTH, there::answer)
        .run();
  }

  /** It has every event, so nothing is refused; and what it lacks is in no log of the other. */
  @Test
  void whatIsFoldedThereDoesNotComeAndThatIsSaid() throws IOException {
    try (Ewig garden = Ewig.open(MEMORY, SIGNING);
        Ewig phone = Ewig.open(MEMORY, SIGNING.withFilter(ROSES))) {
      plant(garden, "roses");
      plant(garden, "ferns");
      meet(phone, garden);
      Horizon horizon = garden.replica().horizon(Acknowledged.NOTHING);
      try (Ewig young = Ewig.beginAt(garden.notary().checkpoint(horizon), MEMORY, SIGNING)) {
        assertThat(meet(phone, young).equal()).isTrue();
        phone.replica().keep(Filter.EVERYTHING);
        Meeting.Outcome outcome = meet(phone, young);
        assertThat(outcome.equal()).isFalse();
        Objection why = outcome.refused().orElseThrow();
        assertThat(why.reason()).isEqualTo(Reason.WITHHELD);
        assertThat(why.text()).startsWith("1 payload that is to be kept here").contains("folded");
        meet(garden, young);
        assertThat(meet(phone, garden).refused()).isEmpty();
        assertThat(meet(phone, young).equal()).isTrue();
      }
    }
  }

  @Test
  void whoGrowsIsEqualToAnotherPartInWhatBothKeep() throws IOException {
    try (Ewig garden = Ewig.open(MEMORY, SIGNING);
        Ewig phone = Ewig.open(MEMORY, SIGNING.withFilter(ROSES));
        Ewig tablet = Ewig.open(MEMORY, SIGNING.withFilter(ROSES))) {
      plant(garden, "roses");
      plant(garden, "ferns");
      plant(garden, "ferns");
      meet(phone, garden);
      meet(tablet, garden);
      phone.replica().keep(Filter.EVERYTHING);
      assertThat(meet(phone, tablet).equal()).as("in what both keep").isTrue();
      assertThat(meet(phone, garden).equal()).isTrue();
      assertThat(phone.replica().growth().isUnderWay()).isFalse();
    }
  }
}
