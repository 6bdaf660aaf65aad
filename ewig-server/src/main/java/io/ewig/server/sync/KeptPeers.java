package io.ewig.server.sync;

import io.ewig.engine.Ewig;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.time.Clock;
import io.ewig.sync.http.Channels;
import io.ewig.sync.http.Patience;
import io.ewig.sync.http.PeerUrl;
import io.ewig.sync.http.TokenFile;
import io.ewig.sync.peer.Peers;
import io.ewig.sync.session.Local;
import io.ewig.sync.session.Quarantine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Meets the peers of a database as long as a server runs. */
public final class KeptPeers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KeptPeers.class);

  private static final long LOOK_MILLIS = 200;

  /** Meetings at a time: each waits for the network most of the time. */
  private static final int THREADS = 4;

  /** Of a database that meets nobody. */
  public static final KeptPeers NONE = new KeptPeers(null, null);

  private final @Nullable Ewig database;
  private final @Nullable ScheduledExecutorService threads;

  private KeptPeers(@Nullable Ewig database, @Nullable ScheduledExecutorService threads) {
    this.database = database;
    this.threads = threads;
  }

  /**
   * @param here the same database, as its peers see it
   * @param folder of the database
   */
  static KeptPeers start(Ewig database, Local here, Path folder, Quarantine quarantine) {
    Map<String, Patience> patience = new ConcurrentHashMap<>();
    Peers peers =
        new Peers(
            folder.resolve(SyncResource.FOLDER),
            new SplittableRandom(),
            here,
            quarantine,
            Clock.system(),
            peer ->
                Channels.to(
                    PeerUrl.parse(peer.url()),
                    TokenFile.read(peer.tokenFile().map(Path::of)),
                    patience.computeIfAbsent(peer.url(), url -> Patience.growing())));
    ScheduledExecutorService threads =
        Executors.newScheduledThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "ewig-peers");
              thread.setDaemon(true);
              return thread;
            });
    database.replica().reportPeers(peers::reports);
    AtomicReference<String> told = new AtomicReference<>("");
    var unused =
        threads.scheduleWithFixedDelay(
            () -> look(peers, threads, told), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return new KeptPeers(database, threads);
  }

  /**
   * Has those met that are due.
   *
   * @param told why nobody was met the last time: that is said once, and not at each look
   */
  private static void look(
      Peers peers, ScheduledExecutorService threads, AtomicReference<String> told) {
    String why = "";
    try {
      peers.due().forEach(meeting -> threads.execute(() -> run(meeting)));
    } catch (EwigException e) {
      why = String.valueOf(e.getMessage());
    } catch (RuntimeException | Error defect) { // which is no reason never to look again
      why = "a defect: " + defect;
    }
    if (!told.getAndSet(why).equals(why)) {
      if (why.isEmpty()) {
        LOG.info("peers are met again");
      } else {
        LOG.warn("peers are not met: {}", why);
      }
    }
  }

  private static void run(Runnable meeting) {
    try {
      meeting.run();
    } catch (RuntimeException | Error defect) {
      LOG.error("a meeting with a peer fails", defect);
    }
  }

  /** Ends what is under way; what was taken in is whole. */
  @Override
  public void close() {
    if (database == null || threads == null) {
      return;
    }
    database.replica().reportPeers(List::of);
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("a meeting with a peer does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
