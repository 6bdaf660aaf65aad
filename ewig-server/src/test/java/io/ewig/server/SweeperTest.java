package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SweeperTest {

  private static final int WAIT_SECONDS = 30;

  @Test
  void whatFailedIsDoneAgain() throws InterruptedException {
    CountDownLatch failures = new CountDownLatch(3);
    try (Sweeper sweeper = new Sweeper()) {
      sweeper.every(
          1,
          () -> {
            failures.countDown();
            throw new IllegalStateException("a disk is full");
          });
      assertThat(failures.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anErrorEndsNeitherItsOwnStepNorAnother() throws InterruptedException {
    CountDownLatch errors = new CountDownLatch(3);
    CountDownLatch others = new CountDownLatch(3);
    try (Sweeper sweeper = new Sweeper()) {
      sweeper.every(
          1,
          () -> {
            errors.countDown();
            throw new OutOfMemoryError("of a test");
          });
      sweeper.every(1, others::countDown);
      assertThat(errors.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(others.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }
}
