package io.ewig.sync.session;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.SigningOrigin;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.part.Filter;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Replicas that write, meet, crash and have wrong clocks, all from one seed; some may lie. */
final class Simulation {

  private static final long START_NANOS = 1_700_000_000_000_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final long DAY_NANOS = 86_400_000L * MILLI;
  private static final int STEPS = 60;
  private static final int CELLS = 4;
  private static final int ROUNDS_MAX = 60;
  private static final int REPLICAS_MAX = 7;

  /** So small that most conversations take several turns. */
  private static final SessionOptions OPTIONS =
      SessionOptions.of(Direction.BOTH).withWindowBytes(200);

  private final Randoms random;
  private final boolean areFolding;
  private final ModelReplica.Defect[] defects;
  private int honest;
  private int begun;
  private int tooOld;
  private boolean isUnfair;
  private final Network network;
  private final Liar liar;
  private final List<ModelReplica> replicas = new ArrayList<>();
  private final List<MemoryQuarantine> quarantines = new ArrayList<>();
  private final List<long[]> clocks = new ArrayList<>();
  private final Map<List<Integer>, Session> sessions = new HashMap<>();
  private int writes;

  Simulation(long seed, int liars, ModelReplica.Defect... defects) {
    this(seed, liars, false, defects);
  }

  /** Of replicas that fold their past now and then, and others that begin there; nobody lies. */
  static Simulation ofFolding(long seed, ModelReplica.Defect... defects) {
    return new Simulation(seed, 0, true, defects);
  }

  private Simulation(long seed, int liars, boolean areFolding, ModelReplica.Defect... defects) {
    this.areFolding = areFolding;
    this.defects = defects;
    random = new Randoms(seed);
    network = new Network(random);
    liar = new Liar(random);
    honest = 2 + random.below(6 - liars);
    for (int i = 0; i < honest + liars; i++) {
      long[] clock = {START_NANOS + random.below(3) * MILLI};
      clocks.add(clock);
      ModelKey key = random.oneIn(2) ? new ModelKey(i + 1) : null;
      replicas.add(new ModelReplica(i + 1, clock, key, defects));
      quarantines.add(new MemoryQuarantine());
    }
    begun = replicas.size();
    if (areFolding && random.oneIn(2)) {
      replicas.forEach(one -> replicas.forEach(each -> each.hear(one.self(), one.version())));
    }
  }

  /** How many were told that they lack what is folded, and began anew. */
  int tooOld() {
    return tooOld;
  }

  /** How many events are folded by some replica. */
  long folded() {
    return replicas.stream().mapToLong(ModelReplica::folded).max().orElse(0);
  }

  /** Runs until all could have met; what is wrong then, or nothing. */
  String run() {
    for (int step = 0; step < STEPS; step++) {
      clocks.forEach(clock -> clock[0] += random.below(3) * MILLI / 2);
      int at = random.below(replicas.size());
      if (!step(at)) {
        return "a write is not seen by who wrote it";
      }
    }
    heal();
    isUnfair |= replicas.stream().anyMatch(ModelReplica::wasUnfair);
    if (isUnfair) {
      return "a replica lacks what was folded, though it had to be waited for";
    } else if (isSlandered()) {
      return "words that an honest replica has not signed are taken for its own";
    }
    return isForked() ? verdictOfForked() : verdict();
  }

  private boolean step(int at) {
    if (areFolding && random.oneIn(4)) {
      fold(at);
    }
    switch (random.below(12)) {
      case 0, 1, 2 -> {
        return write(replicas.get(at));
      }
      case 3, 4 -> replicas.get(at).sync();
      case 5, 6 -> open(at, (at + 1 + random.below(replicas.size() - 1)) % replicas.size());
      case 7 -> disturb(at);
      case 8 -> network.join();
      default -> network.deliver().ifPresent(this::hear);
    }
    return true;
  }

  private void fold(int at) {
    replicas.get(at).fold();
    if (random.oneIn(8) && replicas.size() < REPLICAS_MAX) {
      clocks.add(new long[] {clocks.get(at)[0]});
      quarantines.add(new MemoryQuarantine());
      replicas.add(begin(clocks.size() - 1, replicas.get(at)));
      honest++;
    }
  }

  /** Another replica, which begins at somebody's checkpoint. */
  private ModelReplica begin(int at, ModelReplica from) {
    int number = ++begun;
    ModelKey key = random.oneIn(2) ? new ModelKey(number) : null;
    ModelReplica fresh = new ModelReplica(number, clocks.get(at), key, defects);
    fresh.beginAt(from);
    return fresh;
  }

  /** Who was told that it lacks what is folded begins anew there, and never comes back. */
  private void beginAnew(int at, int where) {
    Origin old = replicas.get(at).self();
    isUnfair |= replicas.get(where).isUnfairTo(old) && isOld(at, where);
    replicas.set(at, begin(at, replicas.get(where)));
    quarantines.set(at, new MemoryQuarantine());
    sessions.keySet().removeIf(pair -> pair.contains(at));
    network.forget(at);
    replicas.forEach(each -> each.retire(old));
    tooOld++;
  }

  private boolean isOld(int at, int where) {
    return replicas.get(where).whyTooOld(replicas.get(at).version()).isPresent();
  }

  private boolean write(ModelReplica replica) {
    String cell = "c" + random.below(CELLS);
    String value = "v" + writes++;
    replica.write(cell, value);
    return replica.read(cell).equals(value);
  }

  private void disturb(int at) {
    switch (random.below(4)) {
      case 0 -> {
        replicas.get(at).crash();
        sessions.keySet().removeIf(pair -> pair.contains(at));
      }
      case 1 -> clocks.get(at)[0] += random.of(-DAY_NANOS, DAY_NANOS, 30_000 * MILLI);
      default -> network.cut(at);
    }
  }

  /** Begins a conversation; what there was of another one is over. */
  private void open(int from, int to) {
    say(from, to, false, fresh(from, to).open());
  }

  private Session fresh(int here, int there) {
    Session session = new Session(replicas.get(here), quarantines.get(here), OPTIONS);
    sessions.put(List.of(here, there), session);
    return session;
  }

  private void say(int from, int to, boolean isAnswer, List<Message> words) {
    boolean lies = from >= honest && !words.isEmpty();
    List<Message> said = lies ? liar.twist(replicas.get(from), words) : words;
    try {
      network.send(new Network.Letter(from, to, isAnswer, said));
    } catch (CorruptionException e) {
      if (!lies) {
        throw e;
      } // a lie that no reader can make sense of is not heard
    }
  }

  private void hear(Network.Letter letter) {
    int here = letter.to();
    int there = letter.from();
    Session known = sessions.get(List.of(here, there));
    Session session = known == null || !letter.isAnswer() ? fresh(here, there) : known;
    say(here, there, true, session.answer(letter.words()));
    boolean isFolded = session.objection().filter(why -> why.reason() == Reason.FOLDED).isPresent();
    if (isFolded) {
      beginAnew(there, here);
    }
  }

  /** All clocks go right, nobody crashes, and every two meet until nothing changes any more. */
  private void heal() {
    long latest = clocks.stream().mapToLong(clock -> clock[0]).max().orElseThrow();
    clocks.forEach(clock -> clock[0] = latest + 4 * DAY_NANOS);
    network.clear();
    replicas.forEach(ModelReplica::sync);
    boolean isQuiet = false;
    for (int round = 0; round < ROUNDS_MAX && !isQuiet; round++) {
      List<Long> before = List.of(events(), (long) tooOld);
      for (int from = 0; from < replicas.size(); from++) {
        for (int to = from + 1; to < replicas.size(); to++) {
          meet(from, to);
        }
      }
      isQuiet = before.equals(List.of(events(), (long) tooOld));
    }
  }

  private void meet(int from, int to) {
    open(from, to);
    Optional<Network.Letter> letter = network.deliverInOrder();
    while (letter.isPresent()) {
      hear(letter.get());
      letter = network.deliverInOrder();
    }
  }

  /** How many events honest replicas have. */
  private long events() {
    return replicas.stream()
        .limit(honest)
        .flatMap(replica -> replica.hashes().values().stream())
        .mapToLong(List::size)
        .sum();
  }

  private String verdict() {
    ModelReplica first = replicas.get(0);
    for (int i = 1; i < honest; i++) {
      if (!replicas.get(i).hashes().equals(first.hashes())) {
        return "histories differ";
      } else if (!replicas.get(i).root(Filter.EVERYTHING).equals(first.root(Filter.EVERYTHING))) {
        return "roots differ";
      }
    }
    return verdictOfQuarantines();
  }

  /** Where two stories were told, somebody must have noticed. */
  private String verdictOfForked() {
    boolean isNoticed =
        quarantines.stream()
            .limit(honest)
            .anyMatch(each -> !each.locked().isEmpty() || !each.noted().isEmpty());
    return isNoticed ? verdictOfQuarantines() : "two stories were told, and nobody noticed";
  }

  private String verdictOfQuarantines() {
    Set<Origin> locked = new TreeSet<>();
    quarantines.stream().limit(honest).forEach(each -> locked.addAll(each.locked().keySet()));
    boolean isHonest =
        replicas.stream().limit(honest).map(ModelReplica::self).anyMatch(locked::contains);
    return isHonest ? "an honest replica is in quarantine" : "";
  }

  /** Whether an honest replica holds what another one who signs has not written. */
  private boolean isSlandered() {
    for (ModelReplica writer : replicas.subList(0, honest)) {
      List<Hash> written = writer.hashes().getOrDefault(writer.self(), List.of());
      for (ModelReplica reader : replicas.subList(0, honest)) {
        List<Hash> read = reader.hashes().getOrDefault(writer.self(), List.of());
        if (SigningOrigin.is(writer.self())
            && (read.size() > written.size() || !written.subList(0, read.size()).equals(read))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether two honest replicas hold two events with one number. */
  private boolean isForked() {
    Map<Origin, List<Hash>> longest = new HashMap<>();
    for (int i = 0; i < honest; i++) {
      for (Map.Entry<Origin, List<Hash>> each : replicas.get(i).hashes().entrySet()) {
        List<Hash> one = each.getValue();
        List<Hash> other = longest.getOrDefault(each.getKey(), one);
        int common = Math.min(one.size(), other.size());
        if (!one.subList(0, common).equals(other.subList(0, common))) {
          return true;
        }
        longest.put(each.getKey(), one.size() > other.size() ? one : other);
      }
    }
    return false;
  }
}
