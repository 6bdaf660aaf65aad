package io.ewig.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class LoopsTest {

  private static final int WAIT_SECONDS = 30;

  @Test
  void whoLooksForThoseWhoAreHeldUpGoesOnAfterAnError() throws IOException, InterruptedException {
    CountDownLatch looks = new CountDownLatch(3);
    Thread here = Thread.currentThread();
    LongSupplier nanos =
        () -> {
          if (Thread.currentThread() != here) {
            looks.countDown();
            throw new OutOfMemoryError("of a test");
          }
          return 0;
        };
    StreamLimits limits = StreamLimits.of(Duration.ofSeconds(1), Duration.ofSeconds(1));
    try (Loops loops = new Loops(limits, Runnable::run, nanos)) {
      loops.next();
      assertThat(looks.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }
}
