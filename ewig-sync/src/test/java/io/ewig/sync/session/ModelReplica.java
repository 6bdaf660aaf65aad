package io.ewig.sync.session;

import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.Seen;
import io.ewig.engine.event.SigningOrigin;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.part.Filter;
import io.ewig.engine.replica.Refusal;
import io.ewig.engine.replica.SignaturePolicy;
import io.ewig.engine.replica.Standing;
import io.ewig.engine.time.Hlc;
import io.ewig.engine.time.RisingClock;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The least replica that can be told right from wrong: cells whose last write in canonical order
 * counts, a log whose end a crash takes if it was not synced, and defects to plant.
 */
final class ModelReplica implements Local {

  private static final World CELLS = World.of("a://cells");
  private static final long DRIFT_MAX_MILLIS = 60_000;
  private static final ValidPeriod ALWAYS =
      new ValidPeriod(ValidPeriod.OPEN_START, ValidPeriod.OPEN_END);

  /** What can be wrong with it. */
  enum Defect {
    NO_ORIGIN_IN_TIE_BREAK,
    GOSSIP_BEFORE_DURABLE,
    HLC_WITHOUT_MAX,
    UNCHECKED_CHAIN,
    UNCHECKED_SIGNATURE,
    HORIZON_IGNORES_A_REPLICA
  }

  private record Write(long hlc, Origin origin, String value) {}

  private final Origin self;
  private final @Nullable SigningKey key;
  private final Set<Defect> defects;
  private final long[] nanos;
  private final List<Commit> log = new ArrayList<>();
  private RisingClock clock;
  private int synced;
  private VersionVector durable = VersionVector.EMPTY;

  // what follows from the log
  private final Map<Origin, List<Hash>> hashes = new HashMap<>();
  private final Map<Origin, Long> seqs = new HashMap<>();
  private final TreeMap<String, Write> cells = new TreeMap<>();
  private VersionVector said = VersionVector.EMPTY;

  // what is folded, and no crash takes
  private final ModelPast past = new ModelPast();
  private final Map<Origin, List<Hash>> foldedHashes = new HashMap<>(); // for the verdict
  private final TreeMap<String, Write> foldedCells = new TreeMap<>();
  private long foldedHlc;
  private boolean wasUnfair;

  /**
   * @param nanos its machine's clock, which others may set
   * @param key with which it signs, if it does
   */
  ModelReplica(int number, long[] nanos, @Nullable SigningKey key, Defect... defects) {
    this.self = key == null ? new Origin(number, number) : SigningOrigin.of(key.publicKey());
    this.key = key;
    this.nanos = nanos;
    this.defects = Set.of(defects);
    this.clock = new RisingClock(() -> nanos[0], 0, 0);
  }

  /** A commit of one write to a cell. */
  static Commit commit(CommitInfo info, Commit.Place place, String cell, String value) {
    byte[] bytes = (cell + "=" + value).getBytes(StandardCharsets.UTF_8);
    Payload payload = new Payload.Inline(new byte[Payload.SALT_BYTES], bytes);
    return Commit.seal(
        info,
        place,
        List.of(
            new Commit.Fact(
                CELLS, EventType.STATE_CHANGED, ALWAYS, payload, payload.commitment())));
  }

  /** Durable after the next {@link #sync}. */
  void write(String cell, String value) {
    TreeMap<Origin, Long> fresh = new TreeMap<>(seqs);
    fresh.remove(self);
    fresh.entrySet().removeIf(each -> said.knows(each.getKey(), each.getValue()));
    VersionVector seen = VersionVector.of(fresh);
    said = said.merge(seen);
    long now = clock.nextNanos();
    Commit.Place place =
        new Commit.Place(
            log.size(), now, self, seqs.getOrDefault(self, 0L) + 1, clock.nextHlc(1), head(self));
    append(
        signed(commit(CommitInfo.on(Branch.MAIN, List.of()).withSeen(seen), place, cell, value)));
  }

  /** As this replica gives out what it has written. */
  Commit signed(Commit own) {
    return key == null ? own : CommitSignature.sign(own, key);
  }

  String read(String cell) {
    Write write = cells.get(cell);
    return write == null ? "" : write.value;
  }

  void sync() {
    synced = log.size();
    durable = VersionVector.of(seqs);
  }

  /** Comes back with what was synced. */
  void crash() {
    List<Commit> left = new ArrayList<>(log.subList(0, synced));
    replay(left);
  }

  private void replay(List<Commit> left) {
    log.clear();
    hashes.clear();
    foldedHashes.forEach((origin, all) -> hashes.put(origin, new ArrayList<>(all)));
    seqs.clear();
    seqs.putAll(past.folded().seqs());
    cells.clear();
    cells.putAll(foldedCells);
    said = past.seen().getOrDefault(self, VersionVector.EMPTY);
    clock = new RisingClock(() -> nanos[0], 0, foldedHlc);
    for (Commit commit : left) {
      append(commit);
      clock.observe(commit.systemNanos(), commit.last().hlc());
      said = commit.first().origin().equals(self) ? said.merge(Seen.in(commit.info())) : said;
    }
  }

  /** Folds what is durable here and with all others; a folded write is older than any other. */
  void fold() {
    boolean isIgnoring = defects.contains(Defect.HORIZON_IGNORES_A_REPLICA);
    past.fold(self, durable, log.subList(0, synced), isIgnoring);
    List<Commit> rest = new ArrayList<>();
    int stillSynced = 0;
    TreeMap<String, Write> last = new TreeMap<>(foldedCells);
    cells.clear();
    cells.putAll(foldedCells);
    for (int i = 0; i < log.size(); i++) {
      Commit commit = log.get(i);
      Event event = commit.last();
      if (past.folded().knows(event.origin(), event.originSeq())) {
        past.seen().put(event.origin(), ModelPast.had(past.seen(), commit));
        foldedHashes.computeIfAbsent(event.origin(), any -> new ArrayList<>()).add(event.hash());
        foldedHlc = Math.max(foldedHlc, event.hlc());
        apply(event);
      } else {
        rest.add(commit);
        stillSynced += i < synced ? 1 : 0;
      }
    }
    last.putAll(cells);
    last.forEach(
        (cell, write) -> foldedCells.put(cell, new Write(0, new Origin(0, 0), write.value)));
    synced = stillSynced;
    replay(rest);
  }

  /** Begins where the history of another one does, as its checkpoint says. */
  void beginAt(ModelReplica other) {
    past.beginAt(other.past);
    other.foldedHashes.forEach((origin, all) -> foldedHashes.put(origin, new ArrayList<>(all)));
    foldedCells.putAll(other.foldedCells);
    foldedHlc = other.foldedHlc;
    replay(List.of());
    sync();
    other.hear(self, version());
    hear(other.self, other.version());
  }

  /** Waits no more for a replica that is gone. */
  void retire(Origin origin) {
    past.retire(origin);
  }

  /** Whether a replica was turned away, or its words, for whom the last folding had to wait. */
  boolean isUnfairTo(Origin origin) {
    return past.hasWaitedFor(origin);
  }

  /** How many events are folded. */
  long folded() {
    return past.folded().events();
  }

  boolean wasUnfair() {
    return wasUnfair;
  }

  @Override
  public void hear(Origin origin, VersionVector theirs) {
    past.said(origin, theirs);
  }

  @Override
  public Optional<String> whyTooOld(VersionVector theirs) {
    return theirs.contains(past.folded()) ? Optional.empty() : Optional.of("it is folded");
  }

  private Optional<Objection> behind(Commit commit) {
    Map<Origin, VersionVector> seen = new HashMap<>(past.seen());
    for (Commit each : log) {
      if (each.first().origin().equals(commit.first().origin())) {
        seen.put(each.first().origin(), ModelPast.had(seen, each));
      }
    }
    if (ModelPast.had(seen, commit).contains(past.folded())) {
      return Optional.empty();
    }
    wasUnfair |= past.hasWaitedFor(commit.first().origin());
    return Optional.of(Objection.of(Reason.FOLDED, "made by who had not seen what is folded"));
  }

  private void append(Commit commit) {
    log.add(commit);
    for (Event event : commit.events()) {
      seqs.put(event.origin(), event.originSeq());
      hashes.computeIfAbsent(event.origin(), any -> new ArrayList<>()).add(event.hash());
      apply(event);
    }
  }

  private void apply(Event event) {
    String text = new String(((Payload.Inline) event.payload()).bytes(), StandardCharsets.UTF_8);
    int at = text.indexOf('=');
    Write write = new Write(event.hlc(), event.origin(), text.substring(at + 1));
    cells.merge(text.substring(0, at), write, (known, late) -> wins(late, known) ? late : known);
  }

  private boolean wins(Write late, Write known) {
    int byTime = Long.compareUnsigned(late.hlc, known.hlc);
    return byTime == 0 && !defects.contains(Defect.NO_ORIGIN_IN_TIE_BREAK)
        ? late.origin.compareTo(known.origin) >= 0
        : byTime >= 0;
  }

  private Hash head(Origin origin) {
    List<Hash> chain = hashes.getOrDefault(origin, List.of());
    return chain.isEmpty() ? Hash.ZERO : chain.get(chain.size() - 1);
  }

  /** The hashes of all events, by origin. */
  Map<Origin, List<Hash>> hashes() {
    return hashes;
  }

  @Override
  public Origin self() {
    return self;
  }

  @Override
  public VersionVector version() {
    return defects.contains(Defect.GOSSIP_BEFORE_DURABLE) ? VersionVector.of(seqs) : durable;
  }

  @Override
  public Standing standing() {
    VersionVector version = version();
    TreeMap<Origin, Long> marks = new TreeMap<>();
    version
        .seqs()
        .forEach(
            (origin, seq) -> marks.put(origin, hashes.get(origin).get(seq.intValue() - 1).a()));
    return new Standing(version, marks);
  }

  @Override
  public Hash root(Filter theirs) {
    TreeMap<String, String> values = new TreeMap<>(); // who wrote them is folded with the events
    cells.forEach((cell, write) -> values.put(cell, write.value));
    return Sha256.of(values.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Commits since(VersionVector theirs, Filter wanted) {
    int end = defects.contains(Defect.GOSSIP_BEFORE_DURABLE) ? log.size() : synced;
    return new Commits() {
      private int next;

      @Override
      public Commit next() {
        while (next < end) {
          Commit commit = log.get(next++);
          if (!theirs.knows(commit.last().origin(), commit.last().originSeq())) {
            return commit;
          }
        }
        return null;
      }
    };
  }

  @Override
  public Optional<CommitSignature> signatureOf(Origin origin) {
    return log.subList(0, synced).stream()
        .filter(commit -> commit.first().origin().equals(origin))
        .reduce((before, last) -> last)
        .flatMap(CommitSignature::of);
  }

  @Override
  public boolean holds(CommitSignature signature) {
    return signature.holds(ModelKey.VERIFIER);
  }

  @Override
  public byte[] blob(Payload.Blob blob) {
    throw new IllegalStateException("there are none");
  }

  @Override
  public Taken take(List<Commit> commits, List<byte[]> blobs, boolean areSealed) {
    long taken = 0;
    long known = 0;
    Optional<Objection> objection = Optional.empty();
    for (Commit commit : commits) {
      boolean isOld = commit.first().originSeq() <= seqs.getOrDefault(commit.first().origin(), 0L);
      objection = isOld ? twice(commit) : wrong(commit);
      if (objection.isPresent()) {
        break;
      } else if (isOld) {
        known++;
        continue;
      }
      append(commit.placed(log.size(), clock.nextNanos()));
      if (!defects.contains(Defect.HLC_WITHOUT_MAX)) {
        clock.observe(0, commit.last().hlc());
      }
      taken++;
    }
    if (!defects.contains(Defect.GOSSIP_BEFORE_DURABLE)) {
      sync();
    }
    return new Taken(taken, known, objection);
  }

  private Optional<Objection> unsigned(Commit commit) {
    if (defects.contains(Defect.UNCHECKED_SIGNATURE)) {
      return Optional.empty();
    }
    return SignaturePolicy.DEFAULT
        .refuses(commit, ModelKey.VERIFIER)
        .map(
            refusal ->
                refusal.reason() == Refusal.Reason.UNSIGNED
                    ? Objection.unsigned(refusal.text(), refusal.origin())
                    : Objection.of(Reason.BAD_SIGNATURE, refusal.text()));
  }

  private Optional<Objection> twice(Commit commit) {
    Event event = commit.first();
    Hash mine = hashes.get(event.origin()).get((int) event.originSeq() - 1);
    if (mine.equals(event.hash()) || defects.contains(Defect.UNCHECKED_CHAIN)) {
      return Optional.empty();
    }
    Optional<Objection> unsigned = unsigned(commit);
    if (unsigned.isPresent()) {
      return unsigned;
    }
    Message.Fork fork =
        new Message.Fork(event.origin(), event.originSeq(), mine, event.hash(), both(commit));
    Reason reason = event.origin().equals(self) ? Reason.SAME_ORIGIN : Reason.EQUIVOCATION;
    return Optional.of(
        new Objection(reason, "two stories", Optional.of(fork), Optional.of(event.origin())));
  }

  /**
   * The signatures of a commit and of the one that is here under its number, if both are signed.
   */
  private List<CommitSignature> both(Commit theirs) {
    List<CommitSignature> signed =
        Stream.concat(log.stream(), Stream.of(theirs))
            .filter(each -> isAt(each, theirs.first()))
            .flatMap(each -> CommitSignature.of(each).stream())
            .toList();
    return signed.size() == Message.Fork.SIGNED_MAX ? signed : List.of();
  }

  private static boolean isAt(Commit commit, Event event) {
    return commit.first().origin().equals(event.origin())
        && commit.first().originSeq() == event.originSeq();
  }

  private Optional<Objection> wrong(Commit commit) {
    Event first = commit.first();
    VersionVector here = VersionVector.of(seqs);
    if (first.originSeq() > here.get(first.origin()) + 1
        || !here.contains(Seen.in(commit.info()))) {
      return Optional.of(Objection.of(Reason.GAP, "too early"));
    }
    Optional<Objection> unsigned = unsigned(commit);
    if (unsigned.isPresent()) {
      return unsigned;
    } else if (!first.parent().equals(head(first.origin()))
        && !defects.contains(Defect.UNCHECKED_CHAIN)) {
      return Optional.of(
          new Objection(
              Reason.FORGED, "no such parent", Optional.empty(), Optional.of(first.origin())));
    } else if (new Hlc(first.hlc()).epochMillis() > clock.now() / 1_000_000 + DRIFT_MAX_MILLIS) {
      return Optional.of(Objection.of(Reason.CLOCK, "from the future"));
    }
    return past.folded().isEmpty() ? Optional.empty() : behind(commit);
  }
}
