package io.ewig.sync.session;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.replica.Standing;
import io.ewig.sync.protocol.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Tells what a replica says otherwise than it is; it forges events of its own origin only. */
final class Liar {

  private static final long DAY_HLC = 86_400_000L << 16;

  private final Randoms random;

  Liar(Randoms random) {
    this.random = random;
  }

  List<Message> twist(Origin self, List<Message> words) {
    List<Message> twisted = new ArrayList<>();
    for (Message word : words) {
      if (word instanceof Message.Events events && random.oneIn(2)) {
        List<Commit> commits = new ArrayList<>(events.commits());
        forge(self, commits);
        twisted.add(new Message.Events(commits, List.of()));
      } else if (word instanceof Message.Hello hello && random.oneIn(4)) {
        twisted.add(boast(self, hello));
      } else if (!random.oneIn(10)) {
        twisted.add(word);
      }
    }
    return twisted;
  }

  /** Claims to have 2^40 events, of itself and of somebody whom nobody knows. */
  private Message boast(Origin self, Message.Hello hello) {
    Standing standing = hello.standing().orElse(Standing.EMPTY);
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
        boast.digest().a(),
        Optional.of(boast),
        Optional.empty(),
        Optional.of(Hash.ZERO));
  }

  private void forge(Origin self, List<Commit> commits) {
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
          ModelReplica.commit(
              CommitInfo.on(Branch.MAIN, List.of()),
              new Commit.Place(0, 1, self, first.originSeq(), hlc, parent),
              "c0",
              "lie" + random.below(1000)));
    }
  }
}
