package io.ewig.sync.session;

import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.SigningOrigin;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.replica.Standing;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.Reason;
import io.ewig.sync.standing.Heard;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds out whose lie something is, and sees to what follows.
 *
 * <ul>
 *   <li>Two stories that their origin has signed convict it, whoever shows them.
 *   <li>Without signatures, who tells a lie himself is guilty; who only is said to have told it may
 *       be slandered, and is noted.
 *   <li>Nobody honest passes on a wrong signature; a missing one he may.
 *   <li>Anybody can say hello in another's name, so who signs is guilty of nothing but what it has
 *       signed.
 * </ul>
 */
final class Judge {

  private final Local here;
  private final Quarantine quarantine;
  private final Other other;
  private final Consumer<Message> says;

  Judge(Local here, Quarantine quarantine, Other other, Consumer<Message> says) {
    this.here = here;
    this.quarantine = quarantine;
    this.other = other;
    this.says = says;
  }

  /** As many events of an origin that have come to something else: there are two histories. */
  List<Objection> compare(Standing mine, Heard theirs) {
    List<Objection> found = new ArrayList<>();
    theirs
        .marks()
        .forEach(
            (origin, mark) -> {
              long seq = theirs.version().get(origin);
              Long known = mine.marks().get(origin);
              if (known != null && !known.equals(mark) && seq == mine.version().get(origin)) {
                Message.Fork fork =
                    new Message.Fork(
                        origin, seq, new Hash(known, 0, 0, 0), new Hash(mark, 0, 0, 0));
                found.add(forked(fork.withSigned(signed(origin, seq))));
              }
            });
    return found;
  }

  /** Our story, if its end is signed: whoever has the other one signed too has proof. */
  private List<CommitSignature> signed(Origin origin, long seq) {
    return here.signatureOf(origin).filter(each -> each.originSeq() == seq).stream().toList();
  }

  private Objection forked(Message.Fork fork) {
    boolean isOurs = fork.origin().equals(here.self());
    return new Objection(
        isOurs ? Reason.SAME_ORIGIN : Reason.EQUIVOCATION,
        "the first "
            + fork.originSeq()
            + " events of origin "
            + fork.origin()
            + (isOurs
                ? ", which is this database, are others elsewhere: it was restored from an older"
                    + " copy and went on, or is written to in two places; fill a new, empty folder"
                    + " by ewig sync and go on there"
                : " are others elsewhere: "
                    + (fork.isProof() ? "it has signed" : "somebody has told")
                    + " two histories; if its folder was copied, or restored from a backup after"
                    + " which it wrote more, keep one of the two, fill a new, empty folder by ewig"
                    + " sync instead of the other, and say ewig peer release where it is locked"
                    + " out"),
        Optional.of(fork),
        Optional.of(fork.origin()));
  }

  /**
   * Blames who is to blame.
   *
   * @return whose events are in the way of others; nothing: the conversation is over
   */
  Optional<Origin> blame(Objection found) {
    found.fork().ifPresent(says);
    Optional<Origin> liar = found.liar().filter(origin -> !origin.equals(here.self()));
    if (found.reason().isLie()) {
      condemn(liar, found);
    }
    Optional<Origin> inTheWay =
        found
            .inTheWay()
            .filter(origin -> !origin.equals(here.self()) && !origin.equals(other.origin));
    if (inTheWay.isPresent() && found.reason().isOfOne()) {
      reserve(found, inTheWay.get());
    }
    return inTheWay;
  }

  private void condemn(Optional<Origin> liar, Objection found) {
    Origin teller = other.origin;
    if (found.isProven() && liar.isPresent()) {
      quarantine.lock(liar.get(), found);
    } else if (teller == null || (liar.isPresent() && !liar.get().equals(teller))) {
      liar.ifPresent(origin -> quarantine.note(origin, found));
    } else if (SigningOrigin.is(teller)) {
      quarantine.note(teller, found);
    } else {
      quarantine.lock(teller, found);
    }
  }

  /** Takes the events of others all the same; who has passed these on may be no liar. */
  private void reserve(Objection found, Origin unsigned) {
    other.reserve(found, says);
    if (SigningOrigin.is(unsigned) && other.origin != null) {
      quarantine.note(other.origin, found);
    }
  }

  /**
   * Hearsay is no proof: it is shown to people, and seen for oneself when the events come. But two
   * stories that their origin has signed are.
   */
  void hear(Message.Fork fork) {
    Origin origin = fork.origin();
    if (fork.isProof() && other.origin != null) {
      quarantine.tidings().known(other.origin, origin);
    }
    if (origin.equals(here.self()) || quarantine.why(origin).isPresent()) {
      return;
    }
    Set<CommitSignature> signed = new LinkedHashSet<>(signed(origin, fork.originSeq()));
    fork.signed().stream()
        .filter(each -> each.origin().equals(origin) && here.holds(each))
        .forEach(signed::add);
    List<CommitSignature> all = List.copyOf(signed);
    for (CommitSignature one : all) {
      for (CommitSignature two : all.subList(all.indexOf(one), all.size())) {
        if (one.contradicts(two)) {
          Message.Fork proof =
              new Message.Fork(origin, one.originSeq(), one.hash(), two.hash(), List.of(one, two));
          quarantine.lock(origin, forked(proof));
          if (!fork.isProof()) {
            says.accept(proof);
          }
          return;
        }
      }
    }
  }
}
