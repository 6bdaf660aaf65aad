package io.ewig.engine.replica;

import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.Origin;
import io.ewig.engine.hash.Hash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a commit was not taken, and will not be.
 *
 * @param commit its id, as it says
 * @param origin who made it, as it says
 * @param originSeq the number of the event that is wrong
 * @param text for people: what is wrong, and what to do about it
 * @param evidence two hashes for one number of one origin, if that is what is wrong
 */
public record Refusal(
    Reason reason,
    EventId commit,
    Origin origin,
    long originSeq,
    String text,
    @Nullable Evidence evidence) {

  /** Kinds of wrong. */
  public enum Reason {
    /** An event does not have the hash that it claims. */
    FORGED_HASH,
    /** Its parent is not the last event of its origin on its branch. */
    BROKEN_CHAIN,
    /** Its clock is more than a minute ahead of this one's. */
    CLOCK_AHEAD,
    /** Its hybrid time is not behind that of what its origin did before. */
    CLOCK_BACK,
    /** An event with the same origin and number, but another content, is here. */
    EQUIVOCATION,
    /** Likewise, and the origin is this replica: it is a copy, or was restored and then wrote. */
    OWN_EQUIVOCATION,
    /** It says something that no commit says. */
    MALFORMED,
    /** The bytes of a payload that is kept beside the log did not come with it. */
    CONTENT_MISSING,
    /** A payload that belongs to what is kept here did not come: its sender keeps less. */
    WITHHELD,
    /** It was made by who had not seen all that is folded here. */
    FOLDED,
    /** There are as many origins as one database can have. */
    TOO_MANY_ORIGINS,
    /** It is not signed, and would have to be. */
    UNSIGNED,
    /** It carries a signature that is not that of who is said to have made it. */
    BAD_SIGNATURE,
    /** The database takes nothing: it is open for reading only. */
    READ_ONLY
  }

  /**
   * Two events that can't both be.
   *
   * @param signed that the origin has put its name to both, in this order; or nothing, if it may
   *     not have
   */
  public record Evidence(Hash ours, Hash theirs, List<CommitSignature> signed) {

    public Evidence {
      signed = List.copyOf(signed);
    }

    /** Of which nobody knows who wrote them. */
    public Evidence(Hash ours, Hash theirs) {
      this(ours, theirs, List.of());
    }
  }
}
