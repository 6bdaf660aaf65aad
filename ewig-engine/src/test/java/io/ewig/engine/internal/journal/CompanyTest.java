package io.ewig.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompanyTest {

  private static final long FORCE_NANOS = 100_000;

  private final Company company = new Company();

  @Test
  void aLoneClientWaitsForNobody() {
    company.enter();
    assertThat(company.isComplete()).isTrue();
  }

  @Test
  void whoWasThereLastTimeIsWaitedFor() {
    leaveTogether(3);
    enter(2);
    assertThat(company.isComplete()).isFalse();
    enter(1);
    assertThat(company.isComplete()).isTrue();
  }

  @Test
  void whoCameTooLateForAForceIsExpectedWithTheOthersNextTime() {
    enter(5);
    for (int i = 0; i < 3; i++) {
      company.leave();
    }
    company.forced(3, false, FORCE_NANOS);
    enter(2);
    assertThat(company.isComplete()).isFalse();
    enter(1);
    assertThat(company.isComplete()).isTrue();
  }

  @Test
  void whoWaitedInVainForcesWithoutWaitingForAWhile() {
    leaveTogether(2);
    for (int alone = 1; alone <= 63; alone = 2 * alone + 1) {
      assertThat(company.isComplete()).isFalse();
      company.forced(2, true, FORCE_NANOS);
      for (int i = 0; i < alone; i++) {
        assertThat(company.isComplete()).as("force %s of %s", i, alone).isTrue();
        company.forced(2, false, FORCE_NANOS);
      }
    }
    company.forced(2, true, FORCE_NANOS);
    for (int i = 0; i < 63; i++) {
      company.forced(2, false, FORCE_NANOS);
    }
    assertThat(company.isComplete()).as("no longer than that").isFalse();
  }

  @Test
  void oneWhoCameInTimeIsEnoughToWaitAgain() {
    company.forced(2, true, FORCE_NANOS);
    company.forced(2, false, FORCE_NANOS);
    company.forced(2, false, FORCE_NANOS);
    company.forced(2, true, FORCE_NANOS);
    company.forced(2, false, FORCE_NANOS);
    assertThat(company.isComplete()).isFalse();
  }

  @Test
  void nobodyWaitsLongerThanAForceTakes() {
    for (int i = 0; i < 100; i++) {
      company.forced(1, false, FORCE_NANOS);
    }
    assertThat(company.patienceNanos()).isBetween(FORCE_NANOS * 9 / 10, FORCE_NANOS);
  }

  @Test
  void neitherASlowDiskNorAClockThatStepsMakesAnybodyWaitLong() {
    for (int i = 0; i < 100; i++) {
      company.forced(1, false, Long.MAX_VALUE);
    }
    assertThat(company.patienceNanos()).isBetween(0L, 1_000_000L);
    for (int i = 0; i < 100; i++) {
      company.forced(1, false, Long.MIN_VALUE);
    }
    assertThat(company.patienceNanos()).isBetween(0L, 10L);
  }

  private void enter(int clients) {
    for (int i = 0; i < clients; i++) {
      company.enter();
    }
  }

  private void leaveTogether(int clients) {
    enter(clients);
    for (int i = 0; i < clients; i++) {
      company.leave();
    }
    company.forced(clients, false, FORCE_NANOS);
  }
}
