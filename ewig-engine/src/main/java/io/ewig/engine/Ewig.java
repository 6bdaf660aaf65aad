package io.ewig.engine;

import io.ewig.engine.backup.Backup;
import io.ewig.engine.column.EventColumns;
import io.ewig.engine.comparison.Comparisons;
import io.ewig.engine.crypt.SignedHead;
import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.erasure.Erasures;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.World;
import io.ewig.engine.exchange.NdjsonExport;
import io.ewig.engine.exchange.NdjsonImport;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.inception.SignedCheckpoint;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.EventsById;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Scan;
import io.ewig.engine.log.VerifyReport;
import io.ewig.engine.replica.Horizon;
import io.ewig.engine.replica.Refusal;
import io.ewig.engine.replica.Replica;
import io.ewig.engine.replica.SignaturePolicy;
import io.ewig.engine.session.Branches;
import io.ewig.engine.session.Disputes;
import io.ewig.engine.session.Merges;
import io.ewig.engine.session.StateReport;
import io.ewig.engine.session.StateSnapshot;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.engine.store.GarbageCollection;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.timeline.Timeline;
import io.ewig.engine.timeline.Timelines;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * A database: the door to everything else.
 *
 * <pre>{@code
 * try (Ewig db = Ewig.open(Path.of("data"))) {
 *   db.append(EventBuilder.in("a://garden").type("ObjectCreated").json("{\"id\":\"rose\"}"));
 *   try (EventCursor events = db.range(World.of("a://garden"), yesterday, now)) {
 *     while (events.next()) {
 *       System.out.println(events.event());
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>Any thread may use it. One process writes to a folder at a time, any number read.
 */
public final class Ewig implements AutoCloseable {

  private final Opened parts;
  private final Timelines timelines;
  private final Metrics metrics = new Metrics(this);
  private final Erasures erasures;
  private final Replica replica;

  private Ewig(Opened parts) {
    this.parts = parts;
    this.timelines = new Timelines(parts.database(), Timelines.CACHE_BYTES_DEFAULT);
    this.erasures =
        new Erasures(parts.database(), parts.emptyIndex(), parts.erasing(), this::forget);
    this.replica = new Replica(parts.id(), parts.database(), erasures, parts.salts());
  }

  private void forget(Collection<Long> seqs) {
    timelines.startOver();
    parts.warm().forget(seqs);
    parts.salts().forget(replica.version().get(parts.id()));
  }

  /** Opens the database in a folder with the defaults, making it if there is none. */
  public static Ewig open(Path folder) {
    return open(folder, Config.defaults());
  }

  public static Ewig open(Path folder, Config config) {
    return open(folder, config, Workings.DEFAULT);
  }

  static Ewig open(Path folder, Config config, Workings workings) {
    return new Ewig(Assembly.open(folder, config, workings));
  }

  /**
   * Opens a database after deleting all that is derived from its log, and makes that anew: the
   * roots of its branches are what they were.
   */
  public static Ewig rebuild(Path folder, Config config) {
    return rebuild(folder, config, Workings.DEFAULT);
  }

  static Ewig rebuild(Path folder, Config config, Workings workings) {
    return new Ewig(Assembly.rebuild(folder, config, workings));
  }

  /**
   * Makes a database whose history begins at a signed checkpoint, in a folder that is not there or
   * is empty, and opens it. Nothing is kept if the checkpoint is not what it claims to be.
   */
  public static Ewig beginAt(SignedCheckpoint checkpoint, Path folder, Config config) {
    return beginAt(checkpoint, folder, config, Workings.DEFAULT);
  }

  static Ewig beginAt(SignedCheckpoint checkpoint, Path folder, Config config, Workings workings) {
    if (config.log() == LogKind.MEMORY) {
      return new Ewig(Founded.inMemory(config, workings, checkpoint));
    }
    Founded.make(folder, config, workings, checkpoint);
    return open(folder, config, workings);
  }

  /** A database that is gone when it is closed. */
  public static Ewig inMemory() {
    Config config = Config.defaults().withLog(LogKind.MEMORY);
    return new Ewig(Assembly.inMemory(config, Workings.DEFAULT, Inception.NONE));
  }

  /** Appends one event as a commit of its own, on branch main. */
  public Receipt append(EventDraft draft) {
    return batch().add(draft).commit();
  }

  public Receipt append(EventBuilder builder) {
    return append(builder.build());
  }

  /** Starts a commit of several events. */
  public Batch batch() {
    return new Batch(parts.database());
  }

  /** Names of branches and tags. */
  public Branches branches() {
    return new Branches(parts.database());
  }

  /** Merges of branches. */
  public Merges merges() {
    return new Merges(parts.database());
  }

  /** What replicas wrote apart and what can't stand together. */
  public Disputes disputes() {
    return new Disputes(parts.database());
  }

  /** Begins a transaction on a branch. */
  public Transaction begin(String branch) {
    return parts.database().begin(branch);
  }

  /** What a branch held at a moment. */
  public View view(String branch, When when) {
    return parts.database().view(branch, when);
  }

  /** What branch main holds now. */
  public View view() {
    return view(Branch.MAIN.name(), When.NOW);
  }

  /** Erasing what history holds, where the law wants it. */
  public Erasures erasures() {
    return erasures;
  }

  /** The database as one of several that write and converge. */
  public Replica replica() {
    return replica;
  }

  /** What this database and another replica of it do not have alike. */
  public Comparisons comparisons() {
    return new Comparisons(parts.database());
  }

  /** Worlds in time. */
  public Timelines timelines() {
    return timelines;
  }

  /** A world through time, on branch main. */
  public Timeline timeline(World world) {
    return timelines.of(world);
  }

  /** The event at a position. */
  public Event get(long seq) {
    return parts.log().get(seq);
  }

  /** The event with that hash, if it is here. */
  public Optional<Event> get(Hash hash) {
    var seq = parts.log().find(hash);
    return seq.isPresent() ? Optional.of(get(seq.getAsLong())) : Optional.empty();
  }

  /** The event with that id, if it is here; quick if it was recorded about when its id says. */
  public Optional<Event> find(EventId id) {
    return find(List.of(id)).stream().findFirst();
  }

  /** The events with some ids that are here, in the order of the ids; likewise. */
  public List<Event> find(List<EventId> ids) {
    Map<EventId, Event> found = EventsById.find(parts.log(), ids);
    return ids.stream().map(found::get).filter(Objects::nonNull).toList();
  }

  /** The commit that an event belongs to. */
  public Commit commitOf(long seq) {
    return parts.log().commitOf(seq);
  }

  /** The commit of that id. */
  public Commit commit(EventId id) {
    return parts.database().find(id);
  }

  /** The commit that was made under an idempotency key, if one was. */
  public Optional<Commit> commitOnce(String key) {
    return parts.database().findOnce(key);
  }

  /**
   * The bytes that an event carries, from the log or from the content store.
   *
   * @throws io.ewig.engine.error.UserException if they were erased
   */
  public byte[] payload(Event event) {
    byte[] bytes = parts.store().payload(event.payload());
    return event.payload() instanceof Payload.Inline ? bytes.clone() : bytes;
  }

  /** All events by columns, to be read by many at a time. */
  public EventColumns columns() {
    return parts.warm().columns();
  }

  public EventCursor iterate(Scan scan) {
    return parts.log().scan(scan);
  }

  /** A world's events on all branches, from one system time up to, not including, another. */
  public EventCursor range(World world, Instant from, Instant to) {
    return timelines.range(world, from, to);
  }

  /** How long the log was at a system time: the events with a smaller seq had been recorded. */
  public long at(Instant systemTime) {
    return parts.log().sizeAt(SystemNanos.of(systemTime));
  }

  /** Where the log ends now: a snapshot, since what lies before it never changes. */
  public Head head() {
    return parts.log().head();
  }

  /** Recomputes every checksum, hash, signature, chain and root, and reads the whole store. */
  public VerifyReport verify(Progress progress) {
    return verify(progress, SignaturePolicy.DEFAULT);
  }

  /** The same, where other commits have to be signed than usual, or none. */
  public VerifyReport verify(Progress progress, SignaturePolicy signatures) {
    VerifyReport report =
        SignatureCheck.addTo(
            parts.log().verify(progress), parts.log(), signatures, Keys.verifier());
    return BlobCheck.addTo(report, parts.log(), parts.store(), Progress.SILENT);
  }

  /**
   * Begins to give back the room of objects that nothing needs any more, in short steps beside
   * readers and writers. No history goes: payloads of events stay, whatever branch they are on.
   */
  public GarbageCollection collect() {
    return parts.database().checkpoints().collect();
  }

  /** The states of branches that are kept, so that later ones are found from there. */
  public List<StateSnapshot> snapshots() {
    return parts.database().snapshots();
  }

  public Statistics statistics() {
    var state = parts.database().state();
    var index = state.versions().statistics();
    return new Statistics(
        head().size(),
        state.commits(),
        Math.max(0, head().size() - state.versions().applied().endSeq()),
        index.versions(),
        index.runBytes(),
        index.memoryBytes(),
        state.senseless(),
        snapshots().size(),
        parts.store().statistics(),
        timelines.cache());
  }

  /** The same and more by names, as table {@code ewig.metrics} has it. */
  public List<Metric> metrics() {
    return metrics.all();
  }

  /** Has {@link #metrics()} list more, of whatever the database is used by. */
  public void addMetrics(Supplier<List<Metric>> more) {
    metrics.add(more);
  }

  public void removeMetrics(Supplier<List<Metric>> more) {
    metrics.remove(more);
  }

  /** Does one piece of the work that nobody waits for; whether there was any. */
  boolean step() {
    return parts.step();
  }

  /** The root of each branch as it is now: equal states have equal roots, on every machine. */
  public SortedMap<String, Hash> roots() {
    return parts.database().roots();
  }

  /** Reads the log again from its start, and holds all that is derived from it against that. */
  public StateReport verifyState(Progress progress) {
    return parts.verifyState(progress);
  }

  /**
   * A signed statement of where the log ends now: who keeps one notices any later change before it.
   */
  public SignedHead signHead(SigningKey key) {
    Head head = head();
    return SignedHead.sign(SignedHead.nameOf(parts.id()), head, parts.log().root(head.size()), key);
  }

  /**
   * Folds what lies below a horizon into a checkpoint, signed by this database; here all stays as
   * it is.
   */
  public SignedCheckpoint checkpoint(Horizon horizon) {
    SigningKey key = parts.signer();
    if (key == null) {
      throw new UserException(
          ErrorCode.UNSUPPORTED,
          "this database does not sign, so nobody could tell whose checkpoint it is; have it sign by"
              + " ewig keys sign");
    }
    return replica.checkpoint(horizon, key);
  }

  /**
   * A checkpoint for a new replica to begin at: of all that can be folded by now, or, if that is no
   * more than what is folded already, the one at which the history here begins.
   */
  public SignedCheckpoint newestCheckpoint() {
    try {
      return checkpoint(replica.horizon());
    } catch (UserException noneNow) {
      return replica.inception().checkpoint().orElseThrow(() -> noneNow);
    }
  }

  /**
   * Copies the database as it is now into an empty folder, beside whoever writes to it; {@link
   * Backups} makes a database of that again.
   *
   * @param base an earlier backup of it: what lies there is not copied again
   */
  public Backup backup(Path to, Optional<Path> base, Progress progress) {
    return parts.backup(to, base, progress);
  }

  /** Writes the commits that lie in a range as lines of JSON; how many events those are. */
  public long exportTo(OutputStream out, long fromSeq, long toSeq) {
    if (fromSeq < 0 || fromSeq > toSeq) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          fromSeq < 0
              ? "history is exported from seq 0 on, not from " + fromSeq
              : "a range does not end before it begins, as " + fromSeq + " to " + toSeq + " does");
    }
    Inception inception = parts.database().state().inception();
    if (fromSeq < inception.size() && toSeq > inception.size()) {
      throw inception.folded(
          "what follows makes no history without it; take a backup, or export from seq "
              + inception.size());
    }
    return NdjsonExport.write(parts.log(), parts.store(), fromSeq, toSeq, out);
  }

  /** Appends what {@link #exportTo} has written, with the same ids and hashes; how many events. */
  public long importFrom(InputStream in) {
    try (Erasures.Adoption adoption = erasures.adoption()) {
      long count =
          NdjsonImport.read(
              in,
              parts.store(),
              commit -> {
                requireSigned(commit);
                adoption.adopt(commit);
              });
      parts.log().awaitDurable(parts.log().appended().size());
      return count;
    }
  }

  /**
   * What {@link #exportTo} has written, all of it in memory, for {@link Replica#adopt}; payloads
   * beside the log are kept here.
   */
  public List<Commit> commitsFrom(InputStream in) {
    List<Commit> commits = new ArrayList<>();
    NdjsonImport.read(in, parts.store(), commits::add);
    return commits;
  }

  private static void requireSigned(Commit commit) {
    Optional<Refusal> refusal = SignaturePolicy.DEFAULT.refuses(commit, Keys.verifier());
    if (refusal.isPresent()) {
      throw new ConflictException(ErrorCode.FORGED_EVENT, refusal.get().text());
    }
  }

  /** The log itself, for proofs and for following it. */
  public EventLog log() {
    return parts.log();
  }

  /** Why a database that was to be written to is open for reading only, if it is. */
  public Optional<CorruptionException> damage() {
    return parts.damage();
  }

  /**
   * The damage of the log that was met first since it was opened, if any was: opening does not read
   * all. What lies there can't be read; {@link #verify} finds the rest.
   */
  public Optional<CorruptionException> unreadable() {
    return parts.unreadable();
  }

  /**
   * Why nothing is written any more until it is closed and opened again: a write has failed since
   * it was opened, as on a full disk. What was acknowledged is there, and can be read.
   */
  public Optional<EwigException> writeFailure() {
    return parts.writeFailure();
  }

  /** Likewise why nothing over 1 MiB is written any more, while all else may still be. */
  public Optional<EwigException> storeFailure() {
    return parts.store().writeFailure();
  }

  @Override
  public void close() {
    parts.close();
  }
}
