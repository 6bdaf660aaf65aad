package io.ewig.sync.peer;

import io.ewig.engine.event.Origin;
import io.ewig.engine.replica.PeerReport;
import io.ewig.sync.protocol.Reason;
import io.ewig.sync.session.Meeting;
import io.ewig.sync.session.Objection;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How it stands with one peer; guarded by whoever has it. */
final class Relation {

  private Peer peer;
  private Pace pace;
  private String state = "new";
  private @Nullable Instant lastSuccess;
  private @Nullable String lastError;
  private @Nullable Origin origin;
  private long lag;
  private long sent;
  private long received;
  private boolean isMeeting;
  private long dueNanos;
  private long pausedNanos; // when it began to wait for that

  Relation(Peer peer, long dueNanos) {
    this.peer = peer;
    this.pace = new Pace(peer.interval());
    this.dueNanos = dueNanos;
    this.pausedNanos = dueNanos;
  }

  Peer peer() {
    return peer;
  }

  /** What the file says now. */
  void update(Peer changed, long nowNanos) {
    if (!changed.equals(peer)) {
      peer = changed;
      pace = new Pace(changed.interval());
      dueNanos = nowNanos;
    }
  }

  boolean isDue(long nowNanos) {
    boolean isSteppedBack = nowNanos < pausedNanos; // by years, if the clock was wrong before
    return !isMeeting && (nowNanos >= dueNanos || isSteppedBack);
  }

  void begin() {
    isMeeting = true;
  }

  void met(Meeting.Outcome outcome, Instant now, long nowNanos) {
    sent += outcome.sent();
    received += outcome.received();
    lag = outcome.lag();
    origin = outcome.other().orElse(origin);
    Optional<Objection> refused = outcome.refused();
    if (refused.isPresent()) {
      boolean isLocked = refused.get().reason() == Reason.QUARANTINED;
      state = isLocked ? "quarantined" : "refused";
      lastError = refused.get().reason().word() + ": " + refused.get().text();
      pace.missed();
    } else {
      state = outcome.equal() ? "equal" : "behind";
      lastSuccess = now;
      lastError = null;
      pace.met();
    }
    end(nowNanos);
  }

  void missed(String why, long nowNanos) {
    state = "away";
    lastError = why;
    pace.missed();
    end(nowNanos);
  }

  private void end(long nowNanos) {
    isMeeting = false;
    pausedNanos = nowNanos;
    dueNanos = nowNanos + pace.pause().toNanos();
  }

  PeerReport report(boolean quarantined) {
    return new PeerReport(
        peer.name(),
        peer.url(),
        Peer.word(peer.direction()),
        peer.interval(),
        state,
        Optional.ofNullable(lastSuccess),
        Optional.ofNullable(lastError),
        lag,
        sent,
        received,
        Optional.ofNullable(origin).map(Origin::toString),
        quarantined);
  }

  Optional<Origin> origin() {
    return Optional.ofNullable(origin);
  }
}
