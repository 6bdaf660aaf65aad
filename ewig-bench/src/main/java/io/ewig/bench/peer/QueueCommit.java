package io.ewig.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Group commit on a plain file: one thread takes all that wait, writes them at once and forces. */
public final class QueueCommit implements Contestant {

  private static final int CLIENTS_MAX = 1024;

  private static final class Request {
    final Thread thread = Thread.currentThread();
    volatile boolean done;
  }

  private final ZeroFile file;
  private final int bytesPerCommit;
  private final ByteBuffer records;
  private final LinkedBlockingQueue<Request> queue = new LinkedBlockingQueue<>();
  private final Thread syncer = new Thread(this::sync, "plain-sync");
  private volatile @Nullable IOException failure;

  private QueueCommit(ZeroFile file, int bytesPerCommit) {
    this.file = file;
    this.bytesPerCommit = bytesPerCommit;
    this.records = Filler.of(CLIENTS_MAX * bytesPerCommit);
  }

  public static QueueCommit open(Path path, int bytesPerCommit) throws IOException {
    QueueCommit opened = new QueueCommit(ZeroFile.create(path), bytesPerCommit);
    opened.syncer.setDaemon(true);
    opened.syncer.start();
    return opened;
  }

  @Override
  public String name() {
    return "plain group commit (queue)";
  }

  @Override
  public void commit(byte[] payload) {
    Request request = new Request();
    queue.add(request);
    while (!request.done) {
      LockSupport.park(this);
    }
    IOException failed = failure;
    if (failed != null) {
      throw new UncheckedIOException(failed);
    }
  }

  private void sync() {
    List<Request> taken = new ArrayList<>();
    try {
      while (true) {
        taken.add(queue.take());
        queue.drainTo(taken, CLIENTS_MAX - 1);
        writeAndForce(taken.size());
        for (Request request : taken) {
          request.done = true;
          LockSupport.unpark(request.thread);
        }
        taken.clear();
      }
    } catch (InterruptedException end) {
      return; // closed: nobody waits any more
    }
  }

  private void writeAndForce(int count) {
    try {
      file.write(records.clear().limit(count * bytesPerCommit));
      file.force();
    } catch (IOException e) {
      failure = e;
    }
  }

  @Override
  public void close() throws Exception {
    syncer.interrupt();
    syncer.join();
    file.close();
  }
}
