package io.ewig.sync.protocol;

import java.util.Locale;
import java.util.Optional;

/** Why a replica does not do what its peer wants; numbers are on the wire and never reused. */
public enum Reason {
  /** It speaks another version of the protocol. */
  VERSION(1, false),
  /** What it sent can't be read. */
  MALFORMED(2, false),
  /** More than is taken at a time was sent, or would have to be given. */
  TOO_LARGE(3, false),
  /** A hash or a parent is not what it claims. */
  FORGED(4, true),
  /** Two events of one origin have the same number. */
  EQUIVOCATION(5, true),
  /**
   * Events before these are not here, so these are not taken; the acknowledgement says which are.
   */
  GAP(6, false),
  /** Events from further ahead than clocks may differ. */
  CLOCK(7, false),
  /** No such database is served. */
  UNKNOWN_DATABASE(8, false),
  /** Not now; later perhaps. */
  BUSY(9, false),
  /** Who asks may not. */
  NOT_AUTHORISED(10, false),
  /** The database is open for reading only. */
  READ_ONLY(11, false),
  /** The database is damaged. */
  DAMAGED(12, false),
  /** The peer, or the origin of the events, was found lying before. */
  QUARANTINED(13, false),
  /** Both replicas write under the same origin: one's folder is a copy of the other's. */
  SAME_ORIGIN(14, false),
  /** Something else failed; the peer's log says what. */
  FAILED(15, false),
  /** Commits are not signed, and would have to be; others are taken. */
  UNSIGNED(16, false),
  /** A commit carries a signature that is not that of who is said to have made it. */
  BAD_SIGNATURE(17, true),
  /** Who would have to give events keeps a part of the history that lacks their payloads. */
  WITHHELD(18, false),
  /** What the peer lacks, or had not seen, was folded into a checkpoint. */
  FOLDED(19, false),
  /** An event is not later than what its origin did before. */
  CLOCK_BACK(20, true);

  private final int number;
  private final boolean isLie;

  Reason(int number, boolean isLie) {
    this.number = number;
    this.isLie = isLie;
  }

  public int number() {
    return number;
  }

  /** Whether no honest replica gives occasion to it. */
  public boolean isLie() {
    return isLie;
  }

  /** Whether it is about some events only, as of one origin, and the conversation goes on. */
  public boolean isOfOne() {
    return this == UNSIGNED || this == WITHHELD || this == GAP || this == TOO_LARGE;
  }

  /** As it stands in JSON and tables: {@code unknown-database}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Reason> of(int number) {
    return number < 1 || number > values().length
        ? Optional.empty()
        : Optional.of(values()[number - 1]);
  }
}
