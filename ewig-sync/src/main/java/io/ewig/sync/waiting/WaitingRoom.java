package io.ewig.sync.waiting;

import io.ewig.engine.Ewig;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Origin;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.replica.Adopted;
import io.ewig.engine.replica.Contents;
import io.ewig.engine.replica.Parked;
import io.ewig.engine.replica.Refusal;
import io.ewig.engine.replica.Replica;
import io.ewig.engine.replica.SignaturePolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes commits in, in whatever order they come: one that comes before what it builds on waits. Any
 * thread; one room for a database.
 *
 * <ul>
 *   <li>what waits is nowhere else: not in the log, not in any answer, not given to anybody;
 *   <li>what is said to wait is on disk, if the room has a file, and is found there after a crash;
 *   <li>its hashes were checked, so a room can't be filled with what nobody wrote;
 *   <li>at most {@link #COMMITS_MAX} commits of {@link #BYTES_MAX} bytes wait: what has waited
 *       longest goes first, and comes again.
 * </ul>
 */
public final class WaitingRoom {

  /** A look at all that wait is taken with each commit that comes: this bounds it. */
  public static final int COMMITS_MAX = 4096;

  /** All that wait are in memory, too. */
  public static final int BYTES_MAX = 16 << 20;

  /** In a database's folder of what it knows of its peers. */
  private static final String NAME = "waiting.eww";

  private static final Arrival NOTHING =
      new Arrival(new Adopted(0, 0, 0, List.of(), null), List.of(), 0);

  private final Replica replica;
  private final Supplier<SignaturePolicy> policy;
  private final Optional<WaitingFile> file;
  private final Map<Hash, Waiting> waiting = new LinkedHashMap<>(); // oldest first; guarded by this
  private long bytes; // of all that wait; guarded by this

  private WaitingRoom(Ewig database, Supplier<SignaturePolicy> policy, Optional<WaitingFile> file) {
    this.replica = database.replica();
    this.policy = policy;
    this.file = file;
  }

  /** Of a database that has no folder, or to forget at the end what waits. */
  public static WaitingRoom inMemory(Ewig database) {
    return inMemory(database, () -> SignaturePolicy.DEFAULT);
  }

  /**
   * Likewise.
   *
   * @param policy which commits have to be signed; asked anew each time
   */
  public static WaitingRoom inMemory(Ewig database, Supplier<SignaturePolicy> policy) {
    return new WaitingRoom(database, policy, Optional.empty());
  }

  /**
   * What waits is found there again. Of an encrypted database it waits in memory only: nothing of
   * its may lie on disk as it is.
   *
   * @param folder of the database, open in this process; of one in memory, whatever is there
   * @param policy which commits have to be signed; asked anew each time
   */
  public static WaitingRoom in(Path folder, Ewig database, Supplier<SignaturePolicy> policy) {
    if (!mayLieIn(folder)) {
      return inMemory(database, policy);
    }
    WaitingFile file = new WaitingFile(folder.resolve("sync").resolve(NAME));
    WaitingRoom room = new WaitingRoom(database, policy, Optional.of(file));
    room.open(file);
    return room;
  }

  private static boolean mayLieIn(Path folder) {
    Path file = folder.resolve(DatabaseFile.NAME);
    try {
      return Files.exists(file)
          && !DatabaseFile.parse(Files.readAllBytes(file), file.toString()).encrypted();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }

  private synchronized void open(WaitingFile from) {
    from.read().forEach(this::put);
    Admission admission = new Admission();
    admission.run();
    bound();
    from.keepOnly(waiting.values());
  }

  /** Which commits have to be signed by now. */
  public SignaturePolicy policy() {
    return policy.get();
  }

  /** How many commits wait. */
  public synchronized int size() {
    return waiting.size();
  }

  /** Takes in what is ready by now, after commits have come by another way. */
  public synchronized Arrival admit() {
    return waiting.isEmpty() ? NOTHING : adopt(List.of(), Contents.NONE);
  }

  /** Likewise {@link Replica#adopt(List, Contents)}, and keeps what comes too early. */
  public synchronized Arrival adopt(List<Commit> commits, Contents contents) {
    Adopted offered = replica.adopt(commits, contents, policy());
    Admission admission = new Admission();
    List<Waiting> fresh = new ArrayList<>();
    for (Parked parked : offered.parked()) {
      Optional<Refusal> forged = forgery(parked.commit());
      forged.ifPresent(admission.turnedAway::add);
      if (forged.isEmpty() && Waiting.bytesAtLeast(parked.commit()) <= BYTES_MAX) {
        Waiting one = Waiting.of(parked.commit(), contents);
        if (put(one)) {
          fresh.add(one);
        }
      }
    }
    admission.run();
    bound();
    fresh.removeIf(one -> !waiting.containsKey(one.hash()));
    file.ifPresent(to -> keep(to, fresh));
    return new Arrival(
        new Adopted(
            offered.commits() + admission.commits,
            offered.events() + admission.events,
            offered.known() + admission.known,
            offered.parked().stream().filter(one -> !isHere(one.commit())).toList(),
            offered.refused()),
        admission.turnedAway,
        waiting.size());
  }

  private void keep(WaitingFile to, List<Waiting> fresh) {
    try {
      if (!fresh.isEmpty()) {
        to.add(fresh);
      }
      to.keepOnly(waiting.values());
    } catch (ResourceException e) {
      fresh.forEach(this::remove); // who is not told that it waits brings it again
      throw e;
    }
  }

  private boolean put(Waiting one) {
    boolean isNew = waiting.putIfAbsent(one.hash(), one) == null;
    bytes += isNew ? one.bytes() : 0;
    return isNew;
  }

  private void remove(Waiting one) {
    if (waiting.remove(one.hash()) != null) {
      bytes -= one.bytes();
    }
  }

  private void bound() {
    Iterator<Waiting> oldest = List.copyOf(waiting.values()).iterator();
    while (waiting.size() > COMMITS_MAX || bytes > BYTES_MAX) {
      remove(oldest.next());
    }
  }

  private boolean isHere(Commit commit) {
    return replica.version().knows(commit.last().origin(), commit.last().originSeq());
  }

  private static Optional<Refusal> forgery(Commit commit) {
    for (int i = 0; i < commit.events().size(); i++) {
      if (!commit.rehash(i).equals(commit.events().get(i).hash())) {
        return Optional.of(
            new Refusal(
                Refusal.Reason.FORGED_HASH,
                commit.id(),
                commit.first().origin(),
                commit.events().get(i).originSeq(),
                "the events of commit " + commit.id() + " do not have the hashes that they claim",
                null));
      }
    }
    return Optional.empty();
  }

  /** Commits that wait and are ready, each behind what it builds on. */
  private List<Waiting> ready() {
    Map<Origin, Long> here = new HashMap<>(replica.version().seqs());
    List<Waiting> ready = new ArrayList<>();
    waiting.values().stream()
        .sorted(Comparator.comparingLong(one -> one.commit().first().hlc())) // parents are earlier
        .forEach(
            one -> {
              if (one.isReady(here)) {
                ready.add(one);
                here.merge(
                    one.commit().last().origin(), one.commit().last().originSeq(), Math::max);
              }
            });
    return ready;
  }

  /** Takes in what is ready, until nothing is. */
  private final class Admission {

    private final List<Refusal> turnedAway = new ArrayList<>();
    private int commits;
    private long events;
    private int known;

    void run() {
      List<Waiting> ready = waiting.isEmpty() ? List.of() : ready();
      while (!ready.isEmpty()) {
        Adopted adopted =
            replica.adopt(ready.stream().map(Waiting::commit).toList(), contents(ready), policy());
        commits += adopted.commits();
        events += adopted.events();
        known += adopted.known();
        int done = adopted.commits() + adopted.known(); // in order: each is ready when it comes
        ready.subList(0, done).forEach(WaitingRoom.this::remove);
        if (adopted.refusal().isPresent()) {
          turnedAway.add(adopted.refusal().get());
          remove(ready.get(done));
        }
        ready = done > 0 || adopted.refusal().isPresent() ? ready() : List.of();
      }
    }

    private Contents contents(List<Waiting> of) {
      Map<Hash, byte[]> blobs = new HashMap<>();
      of.forEach(one -> one.blobs().forEach(blob -> blobs.put(Sha256.of(blob), blob)));
      return blobs::get;
    }
  }
}
