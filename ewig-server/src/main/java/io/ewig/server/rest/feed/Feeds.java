package io.ewig.server.rest.feed;

import io.ewig.server.rest.answer.Refused;
import io.ewig.server.session.Databases;
import io.ewig.server.user.Principal;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Readers that wait for what is recorded next; any thread. A few threads look whether there is
 * something for any of them and read it, however many they are. They end with the server.
 */
public final class Feeds implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);

  /** Half of the connections. */
  public static final int READERS_MAX = 1_000;

  /** Of the heap; what readers have not taken yet. With more, none is sent anything. */
  private static final int HEAP_PART = 16;

  private static final int MILLIS_BETWEEN_LOOKS = 5;
  private static final int IDLE_SECONDS = 10;

  private final Databases databases;
  private final LongSupplier nanos;
  private final Clock clock;
  private final Semaphore places = new Semaphore(READERS_MAX);
  private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean isLooking = new AtomicBoolean();
  private final AtomicLong bytes = new AtomicLong();
  private final long bytesMax = Runtime.getRuntime().maxMemory() / HEAP_PART;
  private final ScheduledThreadPoolExecutor threads;
  private volatile boolean isStopping;

  /**
   * @param nanos a clock for durations
   * @param clock by which tokens end
   */
  public Feeds(Databases databases, LongSupplier nanos, Clock clock) {
    this.databases = databases;
    this.nanos = nanos;
    this.clock = clock;
    this.threads =
        new ScheduledThreadPoolExecutor(
            1 + Runtime.getRuntime().availableProcessors(),
            task -> {
              Thread thread = new Thread(task, "ewig-feeds");
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy()); // of a server that is closed
    threads.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    threads.allowCoreThreadTimeOut(true);
  }

  // ---- coming and going

  /** Takes a place, to be given back. */
  void enter() {
    if (isStopping || !places.tryAcquire()) {
      throw new Refused(
          503,
          "TOO_MANY_READERS",
          "53300",
          READERS_MAX + " readers wait for changes, which is all there may be; try again later");
    }
  }

  /** Gives back the place of one who never began. */
  void turnAway() {
    places.release();
  }

  void begin(Reader reader) {
    readers.add(reader);
    look();
  }

  void leave(Reader reader) {
    readers.remove(reader);
    places.release();
  }

  /** How many wait. */
  public int readers() {
    return READERS_MAX - places.availablePermits();
  }

  boolean isStopping() {
    return isStopping;
  }

  /** Ends all, soon. */
  public void stop() {
    isStopping = true;
  }

  /** Nothing is sent any more. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  @Nullable String reasonToLeave(Principal principal, String database) {
    return databases.permits().reasonToStop(principal, database, clock.instant());
  }

  // ---- turns

  /** Has somebody look as long as there are readers. */
  private void look() {
    if (isLooking.compareAndSet(false, true)) {
      lookLater();
    }
  }

  private void lookLater() {
    var unused = threads.schedule(this::lookAtAll, MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
  }

  private void lookAtAll() {
    try {
      readers.forEach(this::offer);
    } catch (RuntimeException | Error e) { // nobody else looks again
      LOG.error("a look at readers of changes failed", e);
    }
    if (!readers.isEmpty()) {
      lookLater();
      return;
    }
    isLooking.set(false);
    if (!readers.isEmpty()) { // one has come just now, and nobody looks
      look();
    }
  }

  /** Gives a reader a turn, if it takes one. */
  void offer(Reader reader) {
    if (reader.takesTurn()) {
      threads.execute(reader::turn);
    }
  }

  long nanos() {
    return nanos.getAsLong();
  }

  /** Notes that so much is on its way, or, if negative, has been taken. */
  void note(long moreBytes) {
    bytes.addAndGet(moreBytes);
  }

  /** Whether readers have left so much untaken that nothing should be added. */
  boolean isFull() {
    return bytes.get() > bytesMax;
  }
}
