package io.ewig.server.live;

import io.ewig.calcite.system.report.Presence;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.JsonArray;
import io.ewig.server.socket.Line;
import io.ewig.server.user.Principal;
import io.ewig.sync.ephemeral.EphemeralChange;
import io.ewig.sync.ephemeral.EphemeralLimits;
import io.ewig.sync.ephemeral.EphemeralStore;
import io.ewig.sync.ephemeral.Members;
import io.ewig.sync.ephemeral.Register;
import io.ewig.sync.ephemeral.RegisterText;
import io.ewig.sync.ephemeral.Stamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is at a database and what they say of the moment; any thread.
 *
 * <ul>
 *   <li>a peer's id is its own while it is here; the same user under the same id takes its place;
 *   <li>each that comes gets a greater epoch than all before, so that none gets in the way of what
 *       its earlier self wrote;
 *   <li>what a peer wrote goes when it goes.
 * </ul>
 */
final class Gathering {

  /** How far a peer may count ahead of all others: none can use up the numbers. */
  static final long AHEAD_MAX = 1L << 20;

  private static final String SERVER = "ewig";

  private final EphemeralStore store;
  private final Map<String, Member> members = new HashMap<>();
  private long epoch = 1;

  /** A peer that is here. */
  static final class Member {
    private final String peer;
    private final Principal principal;
    private final Line line;
    private final Set<String> namespaces = ConcurrentHashMap.newKeySet();
    private final long epoch;

    private Member(String peer, Principal principal, Line line, long epoch) {
      this.peer = peer;
      this.principal = principal;
      this.line = line;
      this.epoch = epoch;
    }

    private boolean sharesWith(Member other) {
      return namespaces.stream().anyMatch(other.namespaces::contains);
    }
  }

  /**
   * @param millis a clock that only counts on
   */
  Gathering(EphemeralLimits limits, LongSupplier millis) {
    this.store = new EphemeralStore(SERVER, 1, limits, millis);
    store.subscribe(this::tell);
  }

  // ---- who is here

  /**
   * Whether a peer would be let in under an id.
   *
   * @return why not, or null
   */
  synchronized @Nullable String refusal(String peer, Principal principal) {
    if (peer.equals(SERVER)) {
      return "the peer id '" + SERVER + "' is the server's own";
    }
    Member there = members.get(peer);
    return there == null || there.principal.isSameAs(principal)
        ? null
        : "somebody else is here as '" + peer + "'; take another peer_id";
  }

  /**
   * Lets a peer in.
   *
   * @throws UserException NOT_ALLOWED if it is refused by now, as somebody else came before it
   */
  synchronized Member join(String peer, Principal principal, List<String> namespaces, Line line) {
    String refusal = refusal(peer, principal);
    if (refusal != null) {
      throw new UserException(ErrorCode.NOT_ALLOWED, refusal);
    }
    Member before = members.get(peer);
    if (before != null) {
      leave(before);
      before.line.hangUp(Line.Goodbye.NOT_ALLOWED, "the peer has come again by another socket");
    }
    Member member = new Member(peer, principal, line, ++epoch);
    members.put(peer, member);
    member.namespaces.addAll(namespaces);
    line.say(snapshot(member, namespaces).toString());
    tellOthers(member, new Said("peer_joined").put("peer_id", peer));
    return member;
  }

  synchronized void leave(Member member) {
    if (members.remove(member.peer, member)) {
      store.leave(member.peer);
      tellOthers(member, new Said("peer_left").put("peer_id", member.peer));
    }
  }

  private void tellOthers(Member about, Said message) {
    String text = message.toString();
    for (Member other : List.copyOf(members.values())) { // who is cut off meanwhile leaves
      if (!other.equals(about) && other.sharesWith(about)) {
        other.line.say(text);
      }
    }
  }

  // ---- what they want to hear of

  private Said snapshot(Member member, List<String> namespaces) {
    List<Register> entries = new ArrayList<>();
    namespaces.forEach(namespace -> entries.addAll(store.entries(namespace)));
    Set<String> peers = new TreeSet<>();
    for (Member other : members.values()) {
      if (other.equals(member) || other.sharesWith(member)) {
        peers.add(other.peer);
      }
    }
    return new Said("snapshot")
        .put("peer_id", member.peer)
        .put("epoch", member.epoch)
        .put("ttl", store.limits().ttl().toMillis())
        .put("namespaces", namespaces)
        .put("peers", peers)
        .put("entries", RegisterText.write(entries));
  }

  /**
   * Has a member hear of a namespace, what is there first: it forgets what that lacks, so no change
   * may come between that this was made and that it is said.
   */
  synchronized void subscribe(Member member, String namespace) {
    EphemeralStore.requireNamespace(namespace);
    boolean isNew = !member.namespaces.contains(namespace);
    if (isNew && member.namespaces.size() >= LiveSockets.NAMESPACES_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "a socket hears of " + LiveSockets.NAMESPACES_MAX + " namespaces at most");
    }
    member.namespaces.add(namespace);
    member.line.say(snapshot(member, List.of(namespace)).toString());
  }

  void unsubscribe(Member member, String namespace) {
    member.namespaces.remove(namespace);
  }

  Said all(Member member, String namespace) {
    return new Said("entries")
        .put("peer_id", member.peer)
        .put("namespace", namespace)
        .put("entries", RegisterText.write(store.entries(namespace)));
  }

  private synchronized void tell(String namespace, List<EphemeralChange> changes) {
    JsonArray entries =
        RegisterText.write(changes.stream().map(EphemeralChange::register).toList());
    String text =
        new Said("ephemeral_diff").put("namespace", namespace).put("entries", entries).toString();
    for (Member member : List.copyOf(members.values())) { // who is cut off meanwhile leaves
      if (member.namespaces.contains(namespace)) {
        member.line.say(text);
      }
    }
  }

  // ---- what they say

  /** Takes in what a peer says of a key: under a stamp of its own, or one that is made here. */
  void update(Member member, Members said) {
    String namespace = said.text("namespace");
    if (said.has("epoch")) {
      Register register = RegisterText.read(said, namespace, member.peer, ttl());
      requirePossible(register.stamp());
      store.merge(register);
      return;
    }
    Stamp stamp = store.next(member.epoch, member.peer);
    store.merge(RegisterText.read(said, namespace, stamp, ttl()));
  }

  private long ttl() {
    return store.limits().ttl().toMillis();
  }

  private synchronized void requirePossible(Stamp stamp) {
    Stamp latest = store.latest();
    long from = stamp.epoch() > latest.epoch() ? 0 : latest.counter();
    if (stamp.epoch() > epoch
        || (stamp.epoch() >= latest.epoch() && stamp.counter() - from > AHEAD_MAX)) {
      throw new UserException(
          ErrorCode.OUT_OF_RANGE,
          "epoch "
              + stamp.epoch()
              + ", counter "
              + stamp.counter()
              + " lies ahead of all that was given out (epoch "
              + epoch
              + ") or counted here ("
              + from
              + "); count on from what you have heard");
    }
  }

  // ---- time

  void step() {
    store.step();
  }

  /** What is said, for whoever lists it. */
  List<Presence> presence() {
    return store.entries().stream().map(Gathering::presence).toList();
  }

  private static Presence presence(Register register) {
    Stamp stamp = register.stamp();
    return new Presence(
        register.namespace(),
        register.key(),
        String.valueOf(register.value()),
        stamp.peer(),
        stamp.epoch(),
        stamp.counter(),
        register.ttlMillis());
  }
}
