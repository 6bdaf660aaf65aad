package io.ewig.server.session;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where rows are packed before their client asks for them: so many threads and so much memory for
 * all sessions of a server; any thread.
 *
 * <p>Nobody waits for a place. What finds none is done when it is asked for, as if there were no
 * such thing.
 */
public final class Ahead implements AutoCloseable {

  /** Of the heap; what is packed waits until it is fetched, or its session ends. */
  private static final int HEAP_PART = 16;

  private static final int IDLE_SECONDS = 10;

  private final long bytesMax;
  private final AtomicLong bytes = new AtomicLong();
  private final ThreadPoolExecutor threads;

  /**
   * @param threadsMax at a time; one may be held for as long as a statement looks for its next row
   * @param bytesMax when so much is packed, no more is begun
   */
  Ahead(int threadsMax, long bytesMax) {
    this.bytesMax = bytesMax;
    this.threads =
        new ThreadPoolExecutor(
            0,
            threadsMax,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "ewig-ahead");
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
  }

  public static Ahead ofThisMachine() {
    Runtime machine = Runtime.getRuntime();
    return new Ahead(2 * machine.availableProcessors(), machine.maxMemory() / HEAP_PART);
  }

  /** Runs it soon, or not at all. */
  void begin(Runnable work) {
    if (hasRoom()) {
      threads.execute(work);
    }
  }

  private boolean hasRoom() {
    return bytes.get() < bytesMax;
  }

  /** Notes that so much is packed, or, if negative, gone. */
  void note(long moreBytes) {
    bytes.addAndGet(moreBytes);
  }

  /** How much is packed now. */
  long bytes() {
    return bytes.get();
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
