package io.ewig.bench.peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Group commit on a plain file: whoever finds nobody forcing forces for all. */
public final class LeaderCommit implements Contestant {

  private final ZeroFile file;
  private final ByteBuffer record; // guarded by lock, as are the rest
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition done = lock.newCondition();
  private long written;
  private long forced;
  private boolean forcing;

  private LeaderCommit(ZeroFile file, int bytesPerCommit) {
    this.file = file;
    this.record = Filler.of(bytesPerCommit);
  }

  public static LeaderCommit open(Path path, int bytesPerCommit) throws IOException {
    return new LeaderCommit(ZeroFile.create(path), bytesPerCommit);
  }

  @Override
  public String name() {
    return "plain group commit (leader)";
  }

  @Override
  public void commit(byte[] payload) throws IOException {
    lock.lock();
    try {
      file.write(record.clear());
      long mine = ++written;
      while (forced < mine) {
        if (forcing) {
          done.awaitUninterruptibly();
        } else {
          force();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void force() throws IOException {
    long target = written;
    forcing = true;
    lock.unlock();
    try {
      file.force();
    } finally {
      lock.lock();
      forcing = false;
    }
    forced = target;
    done.signalAll();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
