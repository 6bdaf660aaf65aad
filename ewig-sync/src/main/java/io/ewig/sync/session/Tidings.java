package io.ewig.sync.session;

import io.ewig.engine.event.Origin;
import io.ewig.engine.time.Clock;
import io.ewig.sync.protocol.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Proofs that origins have told two stories, and who has heard of them from here; any thread.
 *
 * <p>Whoever is met is told, and again after an hour, since what was said may have got lost.
 */
public final class Tidings {

  private static final long AGAIN_NANOS = 3_600_000_000_000L;

  /** A conversation is about events. */
  private static final int AT_ONCE_MAX = 8;

  /** Beyond that, some are told more often. */
  private static final int TOLD_MAX = 10_000;

  private final Clock clock;
  private final Map<Origin, Message.Fork> proofs = new LinkedHashMap<>(); // guarded by this
  private final Map<Telling, Long> told = new Tellings(); // guarded by this; when it was

  /** That somebody knows what another one did. */
  private record Telling(Origin who, Origin liar) {}

  private static final class Tellings extends LinkedHashMap<Telling, Long> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Telling, Long> eldest) {
      return size() > TOLD_MAX;
    }
  }

  public Tidings(Clock clock) {
    this.clock = clock;
  }

  /** Takes note of these, and of no others any more. */
  public synchronized void replace(List<Message.Fork> all) {
    proofs.clear();
    all.forEach(this::add);
  }

  /** Takes note of a proof that was found to be one. */
  public synchronized void add(Message.Fork proof) {
    proofs.put(proof.origin(), proof);
  }

  /** Nobody is told any more. */
  public synchronized void drop(Origin liar) {
    proofs.remove(liar);
  }

  /** Takes note of who knows it, because he says so. */
  synchronized void known(Origin who, Origin liar) {
    told.put(new Telling(who, liar), clock.nanos());
  }

  /** What to tell somebody now; it counts as told. */
  public synchronized List<Message.Fork> toTell(Origin who) {
    List<Message.Fork> news = new ArrayList<>();
    for (Message.Fork proof : proofs.values()) {
      Telling telling = new Telling(who, proof.origin());
      Long last = told.get(telling);
      long since = last == null ? AGAIN_NANOS : clock.nanos() - last;
      boolean isDue = since >= AGAIN_NANOS || since < 0; // a clock that was wrong is set back
      if (isDue && !proof.origin().equals(who) && news.size() < AT_ONCE_MAX) {
        news.add(proof);
        told.put(telling, clock.nanos());
      }
    }
    return news;
  }
}
