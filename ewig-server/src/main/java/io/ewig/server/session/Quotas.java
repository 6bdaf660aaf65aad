package io.ewig.server.session;

import io.ewig.jdbc.error.SqlState;
import io.ewig.server.user.Principal;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** What each user takes of a server, and that it is no more than he may; any thread. */
public final class Quotas {

  /** Too much of something is asked for at a time. */
  public static final String TOO_MUCH = SqlState.TOO_MUCH.code();

  /** A user may come with so many seconds' worth of requests at once. */
  private static final int BURST_SECONDS = 2;

  private final UserLimits limits;
  private final LongSupplier nanos;
  private final Map<String, Taken> users = new HashMap<>(); // guarded by this
  private final LongAdder refused = new LongAdder();

  /**
   * @param nanos a clock for durations
   */
  public Quotas(UserLimits limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
  }

  /** Of one user; it is forgotten when nothing of it is left. */
  private static final class Taken {
    private int sessions;
    private int statements;
    private double requests; // that may still be asked at once
    private long asOf;

    boolean isNothing(double requestsMax) {
      return sessions == 0 && statements == 0 && requests >= requestsMax;
    }
  }

  private Taken of(Principal user) {
    return users.computeIfAbsent(
        user.name(),
        name -> {
          Taken fresh = new Taken();
          fresh.requests = burst();
          fresh.asOf = nanos.getAsLong();
          return fresh;
        });
  }

  private double burst() {
    return (double) limits.requestsPerSecondMax() * BURST_SECONDS;
  }

  /** Whether a request more is not too many. */
  public boolean mayAsk(Principal user) {
    if (limits.requestsPerSecondMax() == 0 || !user.isUser()) {
      return true;
    }
    synchronized (this) {
      Taken taken = of(user);
      refill(taken);
      if (taken.requests >= 1) {
        taken.requests--;
        return true;
      }
    }
    refused.increment();
    return false;
  }

  private void refill(Taken taken) {
    long now = nanos.getAsLong();
    double earned =
        (double) (now - taken.asOf) * limits.requestsPerSecondMax() / TimeUnit.SECONDS.toNanos(1);
    taken.requests = Math.min(burst(), taken.requests + earned);
    taken.asOf = now;
  }

  void beginSession(Principal user) throws SQLException {
    if (user.isUser() && !takeSession(user)) {
      throw tooMuch(user + " has " + limits.sessionsMax() + " sessions open", "close some");
    }
  }

  private synchronized boolean takeSession(Principal user) {
    Taken taken = of(user);
    if (limits.sessionsMax() > 0 && taken.sessions >= limits.sessionsMax()) {
      return false;
    }
    taken.sessions++;
    return true;
  }

  synchronized void endSession(Principal user) {
    if (user.isUser()) {
      of(user).sessions--;
    }
  }

  void beginWork(Principal user) throws SQLException {
    if (user.isUser() && !takeStatement(user)) {
      throw tooMuch(user + " has " + limits.statementsMax() + " statements under way", "try again");
    }
  }

  private synchronized boolean takeStatement(Principal user) {
    Taken taken = of(user);
    if (limits.statementsMax() > 0 && taken.statements >= limits.statementsMax()) {
      return false;
    }
    taken.statements++;
    return true;
  }

  synchronized void endWork(Principal user) {
    if (user.isUser()) {
      of(user).statements--;
    }
  }

  private SQLException tooMuch(String what, String remedy) {
    refused.increment();
    return SqlState.TOO_MUCH.error(what + ", which is all a user may have at a time; " + remedy);
  }

  /** Forgets users of whom nothing is left; to be called now and then. */
  synchronized void forget() {
    users
        .values()
        .removeIf(
            taken -> {
              refill(taken);
              return taken.isNothing(burst());
            });
  }

  /** How much users take: names to how many sessions each has open. */
  public synchronized Map<String, Integer> sessions() {
    Map<String, Integer> open = new HashMap<>();
    users.forEach((name, taken) -> open.put(name, taken.sessions));
    return open;
  }

  /** How often somebody wanted more than he may have. */
  public long refused() {
    return refused.sum();
  }
}
