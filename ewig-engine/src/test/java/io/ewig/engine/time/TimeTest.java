package io.ewig.engine.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ResourceException;
import io.ewig.engine.log.Randoms;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeTest {

  @Test
  void instantsAndNanosAreTheSameInBothDirections() {
    Randoms random = new Randoms(1);
    for (int i = 0; i < 10_000; i++) {
      long nanos = random.longBelow(Long.MAX_VALUE) - Long.MAX_VALUE / 2;
      assertThat(SystemNanos.of(SystemNanos.toInstant(nanos))).isEqualTo(nanos);
    }
    assertThat(SystemNanos.of(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
    assertThat(SystemNanos.of(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void neitherClockEverStandsStillOrStepsBack() {
    Randoms random = new Randoms(2);
    long[] machine = {1_000_000_000_000L};
    RisingClock clock = new RisingClock(() -> machine[0], 0, 0);
    long lastNanos = 0;
    long lastHlc = 0;
    for (int i = 0; i < 100_000; i++) {
      machine[0] += random.below(3_000_000) - 1_000_000;
      long nanos = clock.nextNanos();
      int count = 1 + random.below(100);
      long hlc = clock.nextHlc(count);
      assertThat(nanos).isGreaterThan(lastNanos);
      assertThat(hlc).isGreaterThan(lastHlc);
      lastNanos = nanos;
      lastHlc = hlc + count - 1;
    }
  }

  @Test
  void aRestartedClockGoesOnAboveWhatTheLogHolds() {
    RisingClock clock = new RisingClock(() -> 5, 1000, 77L << 16);
    assertThat(clock.nextNanos()).isEqualTo(1001);
    assertThat(clock.nextHlc(1)).isEqualTo((77L << 16) + 1);
  }

  @Test
  void aMachinesClockAtTheEndOfTimeIsRefusedAndDoesNoHarm() {
    long[] machine = {0};
    RisingClock clock = new RisingClock(() -> machine[0], 1000, 0);
    for (long end : new long[] {Long.MAX_VALUE, SystemNanos.of(RisingClock.END)}) {
      machine[0] = end;
      assertThatThrownBy(clock::nextNanos)
          .isInstanceOf(ResourceException.class)
          .hasMessageContaining("this machine's clock says 2262-");
    }
    machine[0] = -5;
    assertThat(clock.nextNanos()).isEqualTo(1001);
  }

  @Test
  void whatWasObservedElsewhereIsSurpassed() {
    RisingClock clock = new RisingClock(() -> 5, 0, 0);
    clock.observe(500, 900L << 16);
    assertThat(clock.nextNanos()).isEqualTo(501);
    assertThat(clock.nextHlc(1)).isGreaterThan(900L << 16);
  }

  @Test
  void aHybridTimeSaysItsMillisecondAndCounter() {
    Hlc hlc = new Hlc(Hlc.atMillis(1_767_323_045_006L) + 7);
    assertThat(hlc).hasToString("2026-01-02T03:04:05.006Z+7");
    assertThat(hlc.counter()).isEqualTo(7);
    assertThat(hlc).isGreaterThan(new Hlc(hlc.bits() - 1));
  }
}
