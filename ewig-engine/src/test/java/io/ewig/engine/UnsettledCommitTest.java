package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.FaultyDisk;
import io.ewig.engine.internal.disk.FaultyDisk.Lasting;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.log.Progress;
import io.ewig.engine.session.Transaction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commits that leave it to the caller to wait for the disk. */
@Timeout(120) // a close that waits for who waits for it hangs
class UnsettledCommitTest {

  private static final World GARDEN = World.of("test://garden");
  private static final Config CONFIG = Config.defaults().withLog(LogKind.PLAIN);

  @TempDir Path temp;

  private static Commit commit(Ewig db, byte[] payload) {
    try (Transaction transaction = db.begin("main")) {
      transaction.append(new EventDraft(GARDEN, EventType.STATE_CHANGED, null, payload));
      return transaction.commitUnsettled().orElseThrow();
    }
  }

  private static byte[] rose(int number) {
    return ("{\"rose\":{\"number\":" + number + "}}").getBytes(StandardCharsets.UTF_8);
  }

  private Ewig open(String folder, Disk disk) {
    return Ewig.open(temp.resolve(folder), CONFIG, SmallWorkings.on(disk));
  }

  @Test
  void areReadByAllOnceTheyAreDurable() {
    try (Ewig db = open("garden", new RealDisk())) {
      for (int i = 0; i < 10; i++) {
        Commit commit = commit(db, rose(i));
        assertThat(db.log().appended().size()).isEqualTo(commit.endSeq());
        assertThat(db.head().size()).isLessThan(commit.endSeq());
        db.log().awaitDurable(commit.endSeq());
        assertThat(db.get(commit.endSeq() - 1).hash()).isEqualTo(commit.last().hash());
      }
    }
  }

  @Test
  void areDurableOnceTheDatabaseIsClosedAndWhoWaitsForThemIsToldSo() {
    Ewig db = open("garden", new RealDisk());
    Commit commit = commit(db, rose(1));
    db.close();
    db.log().awaitDurable(commit.endSeq());
    assertThat(catchThrowable(() -> commit(db, rose(2)))).hasMessageContaining("is closed");
    try (Ewig again = open("garden", new RealDisk())) {
      assertThat(again.head().size()).isEqualTo(commit.endSeq());
    }
  }

  @Test
  void aCloseAmidCommitsKeepsExactlyThoseThatWereToldSo() throws Exception {
    for (int round = 0; round < 20; round++) {
      Ewig db = open("garden" + round, new RealDisk());
      LongAdder told = new LongAdder();
      List<FutureTask<Void>> gardeners = new ArrayList<>();
      CountDownLatch atWork = new CountDownLatch(4);
      for (int i = 0; i < 4; i++) {
        FutureTask<Void> gardener =
            new FutureTask<>(() -> plantUntilClosed(db, told, atWork), null);
        new Thread(gardener).start();
        gardeners.add(gardener);
      }
      atWork.await();
      db.close();
      for (FutureTask<Void> gardener : gardeners) {
        gardener.get();
      }
      try (Ewig again = open("garden" + round, new RealDisk())) {
        assertThat(again.head().size()).isEqualTo(told.sum());
      }
    }
  }

  private static void plantUntilClosed(Ewig db, LongAdder told, CountDownLatch atWork) {
    try {
      while (true) {
        db.append(EventBuilder.in(GARDEN).json("{}"));
        told.increment();
        atWork.countDown();
      }
    } catch (UserException closed) {
      assertThat(closed.code()).isEqualTo(ErrorCode.CLOSED);
    } finally {
      atWork.countDown(); // nobody waits for who has failed
    }
  }

  @Test
  void whoWaitsForTheLastHasWaitedForAll() {
    try (Ewig db = open("garden", new RealDisk())) {
      long before = db.head().size();
      for (int i = 0; i < 9; i++) {
        commit(db, rose(i));
      }
      assertThat(db.head().size()).isEqualTo(before);
      db.log().awaitDurable(commit(db, rose(9)).endSeq());
      assertThat(db.head().size()).isEqualTo(db.log().appended().size()).isEqualTo(before + 10);
    }
  }

  @Test
  void largeContentIsDurableWithItsCommit() {
    byte[] blob = new byte[Payload.INLINE_BYTES_MAX + 1];
    try (Ewig db = open("garden", new RealDisk())) {
      Commit commit = commit(db, blob); // the store holds it only until this returns
      assertThat(db.head().size()).isEqualTo(commit.endSeq());
    }
  }

  /** Whichever step of the disk fails, somebody is told, and what was durable before is there. */
  @Test
  void ofADiskThatFailsWhoWaitsIsTold() {
    long opened;
    FaultyDisk sound = new FaultyDisk(0, Lasting.ONCE, FaultyDisk.IO_ERROR);
    try (Ewig db = open("sound", sound)) {
      db.log().awaitDurable(commit(db, rose(0)).endSeq());
      opened = sound.operations();
      db.log().awaitDurable(commit(db, rose(1)).endSeq());
      assertThat(sound.operations()).isGreaterThan(opened);
    }
    for (long n = opened + 1; n <= sound.operations(); n++) {
      FaultyDisk disk = new FaultyDisk(n, Lasting.FOR_EVER, FaultyDisk.IO_ERROR);
      String folder = "fails at " + n;
      long durable = fail(folder, disk);
      try (Ewig db = open(folder, new RealDisk())) {
        assertThat(db.head().size()).as(folder).isGreaterThanOrEqualTo(durable);
        assertThat(db.verify(Progress.SILENT).findings()).as(folder).isEmpty();
        db.log().awaitDurable(commit(db, rose(2)).endSeq());
      }
    }
  }

  /** How much was durable when it failed. */
  private long fail(String folder, FaultyDisk disk) {
    long durable = 0;
    Ewig db = open(folder, disk);
    try {
      Commit first = commit(db, rose(0));
      db.log().awaitDurable(first.endSeq());
      durable = first.endSeq();
      long seen = durable;
      Throwable told = catchThrowable(() -> db.log().awaitDurable(commit(db, rose(1)).endSeq()));
      if (!disk.failed().isEmpty()) {
        assertThat(told).as(disk.failed()).isInstanceOf(ResourceException.class);
        assertThat(db.head().size()).isEqualTo(seen);
        assertThat(catchThrowable(() -> commit(db, rose(2)))).isNotNull();
      }
    } finally {
      Throwable atTheEnd = catchThrowable(db::close);
      assertThat(atTheEnd == null || !disk.failed().isEmpty()).isTrue();
    }
    return durable;
  }
}
