package io.ewig.sync.session;

import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.SigningOrigin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.replica.Standing;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.standing.Stated;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells what a replica says otherwise than it is; it forges events of its own origin, and of those
 * who sign, whose keys it does not have.
 */
final class Liar {

  private static final long DAY_HLC = 86_400_000L << 16;
  private static final long START_HLC = 1_700_000_000_000L << 16;

  private final Randoms random;

  Liar(Randoms random) {
    this.random = random;
  }

  List<Message> twist(ModelReplica liar, List<Message> words) {
    Origin self = liar.self();
    List<Message> twisted = new ArrayList<>();
    for (Message word : words) {
      if (word instanceof Message.Events events && random.oneIn(2)) {
        List<Commit> commits = new ArrayList<>(events.commits());
        forge(liar, commits);
        twisted.add(new Message.Events(commits, List.of()));
      } else if (word instanceof Message.Hello hello && random.oneIn(4)) {
        twisted.add(random.oneIn(2) ? boast(self, hello) : pose(liar, hello));
      } else if (!random.oneIn(10)) {
        twisted.add(word);
      }
    }
    List<Origin> signers = signers(liar);
    if (!signers.isEmpty() && random.oneIn(3)) {
      Commit invented = invented(liar, signers.get(random.below(signers.size())));
      twisted.add(new Message.Events(List.of(invented), List.of()));
    }
    return twisted;
  }

  /** Those who sign, as far as a replica knows them. */
  private static List<Origin> signers(ModelReplica liar) {
    return liar.hashes().keySet().stream()
        .filter(origin -> SigningOrigin.is(origin) && !origin.equals(liar.self()))
        .sorted()
        .toList();
  }

  /** What somebody might have written next. */
  private Commit invented(ModelReplica liar, Origin signer) {
    List<Hash> known = liar.hashes().get(signer);
    Hash parent = known.get(known.size() - 1);
    Commit commit =
        ModelReplica.commit(
            CommitInfo.on(Branch.MAIN, List.of()),
            new Commit.Place(0, 1, signer, known.size() + 1, START_HLC, parent),
            "c0",
            "lie" + random.below(1000));
    return random.oneIn(2) ? commit : liar.signed(commit);
  }

  /** Claims to have 2^40 events, of itself and of somebody whom nobody knows. */
  private Message boast(Origin self, Message.Hello hello) {
    Standing standing =
        hello.stated() instanceof Stated.Whole whole ? whole.standing() : Standing.EMPTY;
    TreeMap<Origin, Long> seqs = new TreeMap<>(standing.version().seqs());
    TreeMap<Origin, Long> marks = new TreeMap<>(standing.marks());
    for (Origin origin : List.of(self, new Origin(99, random.below(9)))) {
      seqs.put(origin, 1L << 40);
      marks.put(origin, 7L);
    }
    Standing boast = new Standing(VersionVector.of(seqs), marks);
    return new Message.Hello(
        hello.from(),
        hello.wants(),
        hello.gives(),
        hello.asksRoot(),
        new Stated.Whole(boast),
        Optional.empty(),
        Optional.of(Hash.ZERO));
  }

  /** Says hello in the name of somebody who signs. */
  private Message pose(ModelReplica liar, Message.Hello hello) {
    List<Origin> signers = signers(liar);
    return new Message.Hello(
        signers.isEmpty() ? hello.from() : signers.get(random.below(signers.size())),
        hello.wants(),
        hello.gives(),
        hello.asksRoot(),
        hello.stated(),
        hello.expects(),
        hello.root());
  }

  private void forge(ModelReplica liar, List<Commit> commits) {
    Origin self = liar.self();
    int at = random.below(commits.size());
    Event first = commits.get(at).first();
    int lie = random.below(5);
    if (lie == 0) {
      commits.remove(at);
    } else if (lie == 1) {
      Collections.reverse(commits);
    } else if (first.origin().equals(self)) {
      Hash parent = lie == 2 ? new Hash(1, 2, 3, 4) : first.parent();
      long hlc = first.hlc() + (lie == 3 ? 99 * DAY_HLC : 0);
      commits.set(
          at,
          liar.signed(
              ModelReplica.commit(
                  CommitInfo.on(Branch.MAIN, List.of()),
                  new Commit.Place(0, 1, self, first.originSeq(), hlc, parent),
                  "c0",
                  "lie" + random.below(1000))));
    } else if (SigningOrigin.is(first.origin())) {
      commits.set(at, inAnothersName(liar, commits, at));
    }
  }

  /** Without its signature, with the old one, with that of the liar, or with that of another. */
  private Commit inAnothersName(ModelReplica liar, List<Commit> commits, int at) {
    Commit commit = commits.get(at);
    Commit lie = Lies.reworded(commit, "lie" + random.below(1000));
    return switch (random.below(5)) {
      case 0 -> Lies.unsealed(commit);
      case 1 -> Lies.unsealed(lie);
      case 2 -> lie;
      case 3 -> liar.signed(lie);
      default ->
          CommitSignature.of(commits.get(random.below(commits.size())))
              .map(signature -> lie.sealed(signature.seal()))
              .orElse(lie);
    };
  }
}
