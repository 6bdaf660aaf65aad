package io.ewig.engine.internal.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CombinerTest {

  private static final int THREADS = 8;
  private static final int TURNS = 5_000;

  private final Combiner combiner = new Combiner();
  private final List<Integer> done = new ArrayList<>(); // guarded by the combiner, or so it says
  private int inside;

  @Test
  void nobodyWorksBesideAnother() throws Exception {
    inParallel(
        () -> {
          for (int i = 0; i < TURNS; i++) {
            combiner.run(
                () -> {
                  assertThat(++inside).isEqualTo(1);
                  done.add(done.size());
                  inside--;
                  return done.size();
                });
          }
          return null;
        });
    assertThat(done).hasSize(THREADS * TURNS).isSorted();
  }

  @Test
  void everybodyGetsTheirOwnResult() throws Exception {
    inParallel(
        () -> {
          for (int i = 0; i < TURNS; i++) {
            Object mine = new Object();
            assertThat(combiner.run(() -> mine)).isSameAs(mine);
          }
          return null;
        });
  }

  @Test
  void aFailureReachesWhoeverAskedForTheWork() throws Exception {
    inParallel(
        () -> {
          for (int i = 0; i < TURNS; i++) {
            String mine = Thread.currentThread().getName() + i;
            assertThatThrownBy(
                    () ->
                        combiner.run(
                            () -> {
                              throw new IllegalArgumentException(mine);
                            }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(mine);
          }
          return null;
        });
    assertThat(combiner.run(() -> "all is well")).isEqualTo("all is well");
  }

  @Test
  void anErrorDoesNotStopOthers() {
    assertThatThrownBy(
            () ->
                combiner.run(
                    () -> {
                      throw new StackOverflowError();
                    }))
        .isInstanceOf(StackOverflowError.class);
    assertThat(combiner.run(() -> 1)).isEqualTo(1);
  }

  @Test
  void anInterruptedThreadStillGetsItsTurn() {
    Thread.currentThread().interrupt();
    assertThat(combiner.run(() -> 7)).isEqualTo(7);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whoSubmitsWhileSomebodyIsAtWorkLeavesTheWorkToThem() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<Thread> busy =
          pool.submit(
              () ->
                  combiner.run(
                      () -> {
                        begun.countDown();
                        awaitCalmly(mayEnd);
                        return Thread.currentThread();
                      }));
      begun.await();
      Combiner.Turn<Thread> left = combiner.submit(Thread::currentThread);
      assertThat(left.isDone()).isFalse();
      mayEnd.countDown();
      assertThat(left.outcome()).isSameAs(busy.get());
      assertThat(left.result()).isSameAs(left.outcome());
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void whatASubmittedTurnThrowsIsKeptForItsOwner() {
    Combiner.Turn<String> turn =
        combiner.submit(
            () -> {
              throw new IllegalArgumentException("no");
            });
    assertThat(turn.isDone()).isTrue();
    assertThat(turn.result()).isNull();
    assertThatThrownBy(turn::outcome).isInstanceOf(IllegalArgumentException.class).hasMessage("no");
  }

  private static void awaitCalmly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void inParallel(Callable<Void> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    CountDownLatch start = new CountDownLatch(1);
    try {
      List<Future<Void>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        futures.add(
            pool.submit(
                () -> {
                  start.await();
                  return work.call();
                }));
      }
      start.countDown();
      for (Future<Void> future : futures) {
        future.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
