package io.ewig.sync.peer;

import io.ewig.engine.error.EwigException;
import io.ewig.engine.replica.PeerReport;
import io.ewig.engine.time.Clock;
import io.ewig.engine.time.SystemNanos;
import io.ewig.sync.session.Channel;
import io.ewig.sync.session.Local;
import io.ewig.sync.session.Meeting;
import io.ewig.sync.session.Quarantine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Meets each peer when it is due: start here. Whoever runs it calls {@link #due} now and then and
 * runs what that gives, each in a thread of its own if it wants; a peer is met by one at a time.
 */
public final class Peers {

  private final PeerFile file;
  private final Gossip gossip; // guarded by this
  private final Local here;
  private final Quarantine quarantine;
  private final Clock clock;
  private final Function<Peer, Channel> channels;
  private final Map<String, Relation> relations = new LinkedHashMap<>(); // guarded by this

  /**
   * @param folder where the database keeps what it knows of its peers
   * @param lot draws who is met, if not all are
   * @param channels how a peer is reached
   */
  public Peers(
      Path folder,
      RandomGenerator lot,
      Local here,
      Quarantine quarantine,
      Clock clock,
      Function<Peer, Channel> channels) {
    this.file = new PeerFile(folder);
    this.gossip = new Gossip(new GossipFile(folder), lot);
    this.here = here;
    this.quarantine = quarantine;
    this.clock = clock;
    this.channels = channels;
  }

  /** The meetings that are due, as far as this round has room for them. */
  public synchronized List<Runnable> due() {
    reload();
    long now = clock.nanos();
    List<Runnable> due = new ArrayList<>();
    for (Relation relation : gossip.drawn(relations.values(), now)) {
      relation.begin();
      due.add(() -> meet(relation));
    }
    return due;
  }

  private void reload() {
    long now = clock.nanos();
    Map<String, Peer> wanted = new LinkedHashMap<>();
    file.list().forEach(peer -> wanted.put(peer.name(), peer));
    relations.keySet().retainAll(wanted.keySet());
    wanted.forEach(
        (name, peer) ->
            relations.computeIfAbsent(name, any -> new Relation(peer, now)).update(peer, now));
  }

  private void meet(Relation relation) {
    Peer peer = peerOf(relation);
    try (Channel channel = channels.apply(peer)) {
      Meeting.Outcome outcome = new Meeting(here, quarantine, peer.direction(), channel).run();
      synchronized (this) {
        long now = clock.nanos();
        relation.met(outcome, SystemNanos.toInstant(now), now);
      }
    } catch (IOException | EwigException e) {
      miss(relation, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error defect) { // which is no reason never to meet that peer again
      miss(relation, "a defect: " + defect);
      throw defect;
    }
  }

  private synchronized void miss(Relation relation, String why) {
    relation.missed(why, clock.nanos());
  }

  private synchronized Peer peerOf(Relation relation) {
    return relation.peer();
  }

  /** How it stands with each. */
  public synchronized List<PeerReport> reports() {
    reload();
    return relations.values().stream()
        .map(relation -> relation.report(relation.origin().flatMap(quarantine::why).isPresent()))
        .toList();
  }
}
