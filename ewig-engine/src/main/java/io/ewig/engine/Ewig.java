package io.ewig.engine;

import io.ewig.engine.backup.Backup;
import io.ewig.engine.comparison.Comparisons;
import io.ewig.engine.erasure.Erasures;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.World;
import io.ewig.engine.exchange.NdjsonExport;
import io.ewig.engine.exchange.NdjsonImport;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.inception.SignedCheckpoint;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Scan;
import io.ewig.engine.log.VerifyReport;
import io.ewig.engine.replica.Refusal;
import io.ewig.engine.replica.Replica;
import io.ewig.engine.replica.SignaturePolicy;
import io.ewig.engine.session.Branches;
import io.ewig.engine.session.Disputes;
import io.ewig.engine.session.Merges;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.timeline.Timelines;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A database: the door to everything else. What is done every day is done here; the rest is in the
 * rooms behind it, each about one thing.
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
  private final Erasures erasures;
  private final Replica replica;
  private final Events events;
  private final DerivedState state;
  private final Metrics metrics;
  private final Notary notary;
  private final Troubles troubles;
  private final @Nullable Upkeep upkeep;

  private Ewig(Opened parts) {
    this.parts = parts;
    this.timelines = new Timelines(parts.database(), Timelines.CACHE_BYTES_DEFAULT);
    this.erasures =
        new Erasures(parts.database(), parts.emptyIndex(), parts.erasing(), this::forget);
    this.replica = new Replica(parts.id(), parts.database(), erasures, parts.salts());
    this.events = new Events(parts);
    this.state = new DerivedState(parts, erasures);
    this.metrics = new Metrics(this, parts);
    this.notary = new Notary(parts, replica);
    this.troubles = new Troubles(parts);
    this.upkeep = parts.startUpkeep(this::step);
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

  /** The event at a position. */
  public Event get(long seq) {
    return parts.log().get(seq);
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

  /** Recomputes every checksum, hash, signature, chain and root, and reads the whole store. */
  public VerifyReport verify(Progress progress) {
    return verify(progress, SignaturePolicy.DEFAULT);
  }

  /** The same, where other commits have to be signed than usual, or none. */
  public VerifyReport verify(Progress progress, SignaturePolicy signatures) {
    EventLog log = parts.log();
    Set<Origin> origins =
        parts.database().committer().askAlone(() -> log.heads().originSeqs().keySet());
    VerifyReport report =
        SignatureCheck.addTo(log.verify(progress), log, origins, signatures, Keys.verifier());
    return BlobCheck.addTo(report, log, parts.store(), Progress.SILENT);
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

  private static void requireSigned(Commit commit) {
    Optional<Refusal> refusal = SignaturePolicy.DEFAULT.refuses(commit, Keys.verifier());
    if (refusal.isPresent()) {
      throw new ConflictException(ErrorCode.FORGED_EVENT, refusal.get().text());
    }
  }

  /** Events and commits by what names them. */
  public Events events() {
    return events;
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

  /** What branches hold, as it was made of the log. */
  public DerivedState state() {
    return state;
  }

  /** How much there is, and how caches do. */
  public Metrics metrics() {
    return metrics;
  }

  /** What is signed about it, for others to hold it to. */
  public Notary notary() {
    return notary;
  }

  /** What is wrong with it, if anything is. */
  public Troubles troubles() {
    return troubles;
  }

  /** The log itself, for proofs and for following it. */
  public EventLog log() {
    return parts.log();
  }

  /** Does one piece of the work that nobody waits for; whether there was any. */
  boolean step() {
    return erasures.step() || parts.step();
  }

  /**
   * Makes everything durable and lets go of files, locks and threads. Of a commit that another
   * thread is at, that thread is told that it is durable, or that the database is closed (08003),
   * and then it is not there. Whatever is called later is refused likewise.
   */
  @Override
  public void close() {
    if (upkeep != null) {
      upkeep.close();
    }
    parts.close();
  }
}
