package io.ewig.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.format.commit.Names;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.DiskMap;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.internal.segment.Segment;
import io.ewig.engine.internal.segment.Tables;
import io.ewig.engine.log.Head;
import io.ewig.engine.time.Clock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120) // what is wrong here hangs
class GroupCommitTest {

  private static final int CLIENTS = 8;

  /** A file whose forces wait to be let go, and are written down. */
  private static final class SlowMap implements DiskMap {
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);
    private final List<Thread> forcing = new ArrayList<>(); // guarded by this
    private volatile boolean isFast;
    private volatile boolean isBroken;
    private volatile long forced;

    @Override
    public ByteBuffer bytes() {
      return ByteBuffer.allocate(0);
    }

    @Override
    public void force(long from, long length) throws IOException {
      synchronized (this) {
        forcing.add(Thread.currentThread());
      }
      assertThat(from).as("what was forced before is not forced again").isEqualTo(forced);
      begun.release();
      if (!isFast) {
        mayEnd.acquireUninterruptibly();
      }
      if (isBroken) {
        throw new IOException("the disk is gone");
      }
      forced = from + length;
    }

    synchronized List<Thread> forcing() {
      return List.copyOf(forcing);
    }

    @Override
    public void close() {
      // nothing to give back
    }
  }

  private final SlowMap map = new SlowMap();
  private final Segment segment =
      new Segment(1, 0, "a segment", map, new Tables(), new Names(), new ReadGuard());
  private final AtomicLong published = new AtomicLong();
  private final GroupCommit commits =
      new GroupCommit(tip(0), head -> published.set(head.size()), Clock.system());
  private final ExecutorService pool = Executors.newCachedThreadPool();
  private long appended; // guarded by this

  private GroupCommit.Tip tip(long size) {
    return new GroupCommit.Tip(segment, (int) size, new Head(size, size, Hash.ZERO));
  }

  private synchronized long append() {
    commits.appended(tip(++appended));
    return appended;
  }

  private Future<Long> commitElsewhere() {
    long size = append();
    return pool.submit(() -> await(size));
  }

  private long await(long size) {
    commits.await(() -> size);
    assertThat(map.forced).isGreaterThanOrEqualTo(size);
    assertThat(published).hasValueGreaterThanOrEqualTo(size);
    return size;
  }

  @AfterEach
  void end() {
    map.isFast = true;
    map.mayEnd.release(1000);
    pool.shutdownNow();
  }

  @Test
  void aLoneClientForcesItself() {
    map.isFast = true;
    for (int i = 0; i < 10; i++) {
      await(append());
    }
    assertThat(map.forcing()).hasSize(10).containsOnly(Thread.currentThread());
  }

  @Test
  void whatIsOnDiskIsNotForcedAgain() {
    map.isFast = true;
    await(append());
    await(1);
    commits.forceQuietly();
    assertThat(map.forcing()).hasSize(1);
  }

  @Test
  void whoComesDuringAForceIsServedByTheNextOne() throws Exception {
    Future<Long> first = commitElsewhere();
    map.begun.acquire();
    List<Future<Long>> others = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      others.add(commitElsewhere());
    }
    map.mayEnd.release();
    assertThat(first.get()).isEqualTo(1);
    map.isFast = true;
    map.mayEnd.release(1000);
    for (Future<Long> other : others) {
      other.get();
    }
    assertThat(map.forcing()).hasSize(2);
  }

  @Test
  void whoseEventsAnotherAppendsIsServedWithThem() throws Exception {
    AtomicLong size = new AtomicLong(GroupCommit.NOT_APPENDED);
    Future<?> waiting = pool.submit(() -> commits.await(size::get));
    map.isFast = true;
    size.set(append());
    await(append());
    waiting.get();
  }

  @Test
  void whoAppendsForOthersNeedNotWantAnythingItself() throws Exception {
    map.isFast = true;
    for (int i = 0; i < 1000; i++) {
      AtomicLong size = new AtomicLong(GroupCommit.NOT_APPENDED);
      Future<?> waiting = pool.submit(() -> commits.await(size::get));
      size.set(append());
      commits.await(() -> 0);
      waiting.get();
      assertThat(published).hasValue(i + 1);
    }
  }

  @Test
  void whoseEventsAreRefusedNeedNotWaitForTheDisk() throws Exception {
    AtomicLong size = new AtomicLong(GroupCommit.NOT_APPENDED);
    Future<?> refused = pool.submit(() -> commits.await(size::get));
    size.set(0);
    commits.await(() -> 0);
    refused.get();
    assertThat(map.forcing()).isEmpty();
  }

  @Test
  void aFailureIsToldToAllWhoWaitAndToAllWhoComeLater() throws Exception {
    List<Future<Long>> waiting = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      waiting.add(commitElsewhere());
    }
    map.begun.acquire();
    map.isBroken = true;
    map.isFast = true;
    map.mayEnd.release(1000);
    for (Future<Long> one : waiting) {
      assertThatThrownBy(one::get).hasRootCauseMessage("the disk is gone");
    }
    assertThatThrownBy(() -> await(append())).isInstanceOf(ResourceException.class);
    assertThatThrownBy(commits::forceNow).isInstanceOf(EwigException.class);
    assertThat(commits.failed()).hasRootCauseMessage("the disk is gone");
    assertThat(published).hasValue(0);
    assertThat(map.forcing()).as("a failed force is not tried again").hasSize(1);
  }

  @Test
  void anInterruptedClientWaitsAllTheSame() throws Exception {
    map.isFast = true;
    Thread.currentThread().interrupt();
    await(append());
    assertThat(Thread.interrupted()).isTrue();

    map.isFast = false;
    Future<Long> first = commitElsewhere();
    map.begun.acquire(2);
    Future<Boolean> second =
        pool.submit(
            () -> {
              Thread.currentThread().interrupt();
              await(append());
              return Thread.interrupted();
            });
    map.mayEnd.release(2);
    assertThat(first.get()).isEqualTo(2);
    assertThat(second.get()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, CLIENTS, 64})
  void nobodyIsForgottenHoweverTheyComeAndGo(int clients) throws Exception {
    map.isFast = true;
    Random random = new Random(clients);
    List<Future<Void>> all = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      all.add(pool.submit(client(new Random(random.nextLong()), 20_000 / clients)));
    }
    for (Future<Void> one : all) {
      one.get();
    }
    assertThat(map.forced).isEqualTo(appended).isEqualTo(published.get());
  }

  private Callable<Void> client(Random random, int turns) {
    return () -> {
      for (int i = 0; i < turns; i++) {
        long size = append();
        if (random.nextInt(20) == 0) {
          Thread.yield();
        } else if (random.nextInt(100) == 0) {
          Thread.currentThread().interrupt();
        } else if (random.nextInt(100) == 0) {
          commits.forceNow();
        }
        await(size);
        Thread.interrupted();
      }
      return null;
    };
  }
}
