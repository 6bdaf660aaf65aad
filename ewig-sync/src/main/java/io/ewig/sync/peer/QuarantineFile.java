package io.ewig.sync.peer;

import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.event.Origin;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonBoolean;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.time.Clock;
import io.ewig.engine.time.SystemNanos;
import io.ewig.sync.session.Objection;
import io.ewig.sync.session.Quarantine;
import io.ewig.sync.session.Tidings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Origins that nobody talks to any more, or that are under suspicion, with what was found, in
 * {@code quarantine.json}:
 *
 * <pre>
 * { origin: { "locked": boolean, "reason": word, "text": text, "since": instant,
 *             [ two stories, see ForkFields ], [ "proven": true ],
 *             [ what it was released in spite of, see Releases ] }, ... }
 * </pre>
 *
 * <p>What is proven anybody can check who has the file, see {@link CommitSignature}: the origin has
 * signed both stories. It takes the place of what is not.
 *
 * <p>When it is full no more suspects are noted; who is locked out takes the place of the one that
 * was noted first, and what is proven, if there is none, that of who was locked out first without
 * proof.
 *
 * <p>Who was released stays in the file, so that the same two stories do not lock it out again.
 *
 * <p>It is read again when somebody else has written it, so who is released by another process is
 * talked to at once. Any thread.
 */
public final class QuarantineFile implements Quarantine {

  private static final String NAME = "quarantine.json";

  /**
   * Origins of lies are cheap to invent, so there is an end; what says more goes before the rest.
   */
  static final int ENTRIES_MAX = 10_000;

  private final SmallFile file;
  private final Clock clock;
  private final Tidings tidings;
  private JsonObject entries = JsonObject.EMPTY; // guarded by this
  private Optional<List<Object>> stamp = Optional.empty(); // of the file when it was read; likewise

  /**
   * @param folder where a database keeps what it knows of its peers
   */
  public QuarantineFile(Path folder, Clock clock) {
    this.file = new SmallFile(folder, NAME);
    this.clock = clock;
    this.tidings = new Tidings(clock);
    var unused = entries();
  }

  /** All of it. */
  public synchronized JsonObject entries() {
    Optional<List<Object>> now = file.stamp();
    if (!now.equals(stamp)) {
      entries = file.read(Findings::requireSound);
      tidings.replace(Findings.proofs(entries));
      stamp = now; // of what was there before the reading: what came since is read again
    }
    return entries;
  }

  @Override
  public synchronized Optional<String> why(Origin origin) {
    if (!(entries().get(origin.toString()) instanceof JsonObject entry)
        || !Findings.isLocked(entry)) {
      return Optional.empty();
    }
    return Optional.of(
        "origin "
            + origin
            + " is in quarantine since "
            + text(entry, Findings.SINCE)
            + ": "
            + text(entry, Findings.TEXT));
  }

  @Override
  public synchronized void lock(Origin origin, Objection objection) {
    putIf(() -> isToLock(origin, objection), origin, objection, true);
  }

  private void putIf(
      BooleanSupplier isWanted, Origin origin, Objection objection, boolean isLocked) {
    if (isWanted.getAsBoolean()) {
      file.alone(
          () -> {
            if (isWanted.getAsBoolean()) { // nobody has written it since
              put(origin, objection, isLocked);
            }
          });
    }
  }

  private boolean isToLock(Origin origin, Objection objection) {
    Json known = entries().get(origin.toString());
    boolean isMore = objection.isProven() && !Findings.isProven(known);
    return (!Findings.isLocked(known) || isMore) && !isForgiven(known, origin, objection);
  }

  @Override
  public synchronized void note(Origin origin, Objection objection) {
    putIf(() -> isToNote(origin, objection), origin, objection, false);
  }

  private boolean isToNote(Origin origin, Objection objection) {
    Json known = entries().get(origin.toString());
    boolean isNew =
        known instanceof JsonObject entry ? Releases.isAll(entry) : entries.length() < ENTRIES_MAX;
    return isNew && !isForgiven(known, origin, objection);
  }

  private static boolean isForgiven(@Nullable Json known, Origin origin, Objection objection) {
    return objection.fork().filter(fork -> Releases.cover(known, origin, fork)).isPresent();
  }

  @Override
  public Tidings tidings() {
    return tidings;
  }

  private void put(Origin origin, Objection objection, boolean locked) {
    JsonObject others = entries;
    if (entries.get(origin.toString()) == null && entries.length() >= ENTRIES_MAX) {
      String least = Findings.least(entries, objection.isProven());
      if (least == null) {
        return;
      }
      others = entries.without(least);
    }
    Map<String, Json> entry = new TreeMap<>();
    entry.put(Findings.LOCKED, JsonBoolean.of(locked));
    entry.put(Findings.REASON, JsonText.of(objection.reason().word()));
    entry.put(Findings.TEXT, JsonText.of(objection.text()));
    entry.put(Findings.SINCE, JsonText.of(SystemNanos.toInstant(clock.nanos()).toString()));
    objection.fork().ifPresent(fork -> entry.putAll(ForkFields.of(fork)));
    if (objection.isProven()) {
      tidings.add(objection.fork().orElseThrow());
      entry.put(Findings.PROVEN, JsonBoolean.TRUE);
    }
    Releases.carryOver(entries.get(origin.toString()), entry);
    replace(others.with(origin.toString(), JsonObject.of(entry)));
  }

  /**
   * Takes events of an origin again, and does not lock it out for what is known of it; whether it
   * was in here.
   */
  public synchronized boolean release(Origin origin) {
    return file.alone(() -> letGo(origin));
  }

  private boolean letGo(Origin origin) {
    String name = origin.toString();
    if (!(entries().get(name) instanceof JsonObject entry) || Releases.isAll(entry)) {
      return false;
    }
    tidings.drop(origin);
    JsonObject left = Releases.released(entry, SystemNanos.toInstant(clock.nanos()).toString());
    replace(left == null ? entries.without(name) : entries.with(name, left));
    return true;
  }

  private void replace(JsonObject changed) {
    file.write(changed);
    entries = changed;
    stamp = file.stamp();
  }

  private static String text(JsonObject entry, String field) {
    return entry.get(field) instanceof JsonText text ? text.value() : "";
  }
}
