package io.ewig.engine.replica;

import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.crypt.SignatureVerifier;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.SigningOrigin;
import io.ewig.engine.replica.Refusal.Reason;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which commits of others have to be signed. A signature that is there is checked whatever the
 * rule.
 *
 * @param trusted whose commits are taken unsigned where all have to sign
 */
public record SignaturePolicy(Rule rule, Set<Origin> trusted) {

  /** Who has to sign. */
  public enum Rule {
    /** Nobody. */
    NONE,
    /** Who says so by its name, see {@link SigningOrigin}. */
    KNOWN,
    /** All, but for those who are trusted. */
    ALL;

    /** As it stands in files and commands. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What counts where nothing else was said. */
  public static final SignaturePolicy DEFAULT = of(Rule.KNOWN);

  public SignaturePolicy {
    trusted = Set.copyOf(trusted);
  }

  public static SignaturePolicy of(Rule rule) {
    return new SignaturePolicy(rule, Set.of());
  }

  /**
   * Why a commit is not to be taken: unsigned, or not signed by who is said to have made it. Its
   * hashes have to be found right by somebody else.
   */
  public Optional<Refusal> refuses(Commit commit, SignatureVerifier verifier) {
    Optional<CommitSignature> signature = CommitSignature.of(commit);
    Origin origin = commit.last().origin();
    if (signature.isPresent()) {
      return signature.get().holds(verifier)
          ? Optional.empty()
          : refusal(
              Reason.BAD_SIGNATURE,
              commit,
              "is not signed by "
                  + origin
                  + ", in whose name it was written: somebody has changed"
                  + " it or made it up, or its signature");
    }
    if (SigningOrigin.is(origin)) {
      return rule == Rule.NONE
          ? Optional.empty()
          : refusal(
              Reason.UNSIGNED,
              commit,
              "is not signed, and "
                  + origin
                  + " signs all that it writes: somebody has made it"
                  + " up, or left the signature out");
    }
    return rule == Rule.ALL && !trusted.contains(origin)
        ? refusal(
            Reason.UNSIGNED,
            commit,
            "is not signed, as all are to be here; who wants to take what "
                + origin
                + " wrote all the same says so by ewig peer trust")
        : Optional.empty();
  }

  private static Optional<Refusal> refusal(Reason reason, Commit commit, String what) {
    Event last = commit.last();
    return Optional.of(
        new Refusal(
            reason,
            commit.id(),
            last.origin(),
            last.originSeq(),
            "commit " + commit.id() + " " + what,
            null));
  }
}
