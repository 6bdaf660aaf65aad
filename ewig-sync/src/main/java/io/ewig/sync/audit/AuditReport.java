package io.ewig.sync.audit;

import io.ewig.engine.comparison.Discrepancy;
import io.ewig.engine.event.Origin;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.repair.EventRange;
import java.util.List;

/**
 * What came of an audit.
 *
 * @param equal whether nothing differs
 * @param isSettled whether nobody wrote to the other replica meanwhile; if somebody did, what
 *     differs may be just that
 * @param events of which one side has more, or other ones
 * @param payloads that one side has and the other has not, of events that both have
 * @param branches that only one side has
 * @param states what differs on branches that both have
 * @param notShown how many payloads and states there are beyond those that are listed
 * @param isCounted whether these are all; else there are more
 */
public record AuditReport(
    boolean equal,
    boolean isSettled,
    Histories events,
    List<PayloadGap> payloads,
    Branches branches,
    List<OnBranch> states,
    long notShown,
    boolean isCounted,
    Cost cost) {

  /** So many of each kind are listed. */
  public static final int SHOWN_MAX = 1_000;

  /** So many are counted. */
  public static final long COUNTED_MAX = 1_000_000;

  public AuditReport {
    payloads = List.copyOf(payloads);
    states = List.copyOf(states);
  }

  /**
   * Events of which one side has more, or other ones.
   *
   * @param lackingHere that only the other side has
   * @param lackingThere that only this side has
   * @param forks numbers under which both have something, and not the same
   */
  public record Histories(
      List<EventRange> lackingHere, List<EventRange> lackingThere, List<Fork> forks) {

    public Histories {
      lackingHere = List.copyOf(lackingHere);
      lackingThere = List.copyOf(lackingThere);
      forks = List.copyOf(forks);
    }

    boolean areEqual() {
      return lackingHere.isEmpty() && lackingThere.isEmpty() && forks.isEmpty();
    }
  }

  /**
   * Two histories of one origin.
   *
   * @param from the first number that has two events
   * @param to the last number that both sides have
   * @param here the hash of the first event here
   * @param there that of the other side's
   */
  public record Fork(Origin origin, long from, long to, Hash here, Hash there) {}

  /** Payloads that one side lacks. */
  public record PayloadGap(Side side, Why why, EventRange events) {}

  /** Who lacks something. */
  public enum Side {
    HERE,
    THERE
  }

  /** Why a payload is not there. */
  public enum Why {
    /** It was left out, and has not come yet. */
    WITHHELD,
    /** It was destroyed. */
    ERASED
  }

  /** Branches that only one side has. */
  public record Branches(List<String> onlyHere, List<String> onlyThere) {

    public Branches {
      onlyHere = List.copyOf(onlyHere);
      onlyThere = List.copyOf(onlyThere);
    }

    boolean areEqual() {
      return onlyHere.isEmpty() && onlyThere.isEmpty();
    }
  }

  /** What differs in the state of a branch. */
  public record OnBranch(String branch, Discrepancy discrepancy) {}

  /** What was said for it. */
  public record Cost(long bytesOut, long bytesIn, int roundTrips) {}
}
