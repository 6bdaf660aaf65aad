package io.ewig.sync.session;

import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.part.Filter;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.Reason;
import io.ewig.sync.standing.Counterpart;
import io.ewig.sync.standing.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a session knows of the replica at the other end, and owes it. */
final class Other {

  @Nullable Origin origin;

  /** Null: it has not said yet. */
  @Nullable VersionVector version;

  final Counterpart standing;

  /** How far the events go that went out last, and are not acknowledged. */
  VersionVector underWay = VersionVector.EMPTY;

  /** What of the history it keeps. */
  Filter filter = Filter.EVERYTHING;

  /** What is wanted of it, from where on in our log; null: nothing that it has. */
  @Nullable Asking asking = new Asking(0, List.of());

  /** What was asked and answered is not known in the next request: it has to be told by others. */
  boolean isForgotten;

  /** It wants payloads that were withheld from it. */
  boolean asks;

  /**
   * Payloads that it was asked for.
   *
   * @param from where in our log to look for more, behind what it has answered
   * @param seqs of those that it has not answered yet
   */
  record Asking(long from, List<Long> seqs) {}

  /** What it had come to when it said so last. */
  @Nullable Rooted rooted;

  /**
   * A root with the digest of all events that it had by then: there are events that make no state.
   */
  record Rooted(Hash root, long events) {}

  @Nullable Objection refusal;

  /** What one of the two does not take of single origins, or can't give; all else goes on. */
  @Nullable Objection reservation;

  final List<Message.Fork> forks = new ArrayList<>();

  boolean takes;

  /** It sends us what it has. */
  boolean gives;

  /** It is owed a hello. */
  boolean awaitsHello = true;

  /** Our version was said to it: before that it can give us nothing. */
  boolean knowsUs;

  boolean awaitsRoot;

  /** What was sent last is not acknowledged yet: no more goes out. */
  boolean isBusy;

  /** How often running it has acknowledged nothing. */
  int standstills;

  Other(Said said) {
    this.standing = new Counterpart(said);
  }

  /** Says what one of the two does not take or give, the first time. */
  void reserve(Objection found, Consumer<Message> says) {
    if (reservation == null) {
      reservation = found;
      says.accept(found.message());
    }
  }

  /** It has acknowledged something, so what it said was missing will come. */
  void goesOn() {
    standstills = 0;
    if (reservation != null && reservation.reason() == Reason.GAP) {
      reservation = null;
    }
  }

  /** How far some origins have got there; of the others nothing is said. */
  void has(VersionVector some) {
    VersionVector before = version;
    if (before != null) {
      TreeMap<Origin, Long> seqs = new TreeMap<>(before.seqs());
      seqs.putAll(some.seqs());
      version = VersionVector.of(seqs);
    }
  }

  /** What is on its way there need not be sent again. */
  void willHave(VersionVector soon) {
    version = version == null ? soon : version.merge(soon);
  }

  /** How many events it lacks, as far as is known. */
  long lag(VersionVector ours) {
    VersionVector known = version;
    if (known == null) {
      return 0;
    }
    long lag = 0;
    for (var entry : ours.seqs().entrySet()) {
      lag += Math.max(0, entry.getValue() - known.get(entry.getKey()));
    }
    return lag;
  }
}
