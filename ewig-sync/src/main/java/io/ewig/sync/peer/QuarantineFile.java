package io.ewig.sync.peer;

import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonBoolean;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.time.Clock;
import io.ewig.engine.time.SystemNanos;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.session.Objection;
import io.ewig.sync.session.Quarantine;
import io.ewig.sync.session.Tidings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
 * <p>Who was released stays in the file, so that the same two stories do not lock it out again.
 *
 * <p>Any thread.
 */
public final class QuarantineFile implements Quarantine {

  private static final String NAME = "quarantine.json";

  /** Origins of lies are cheap to invent; of so many at most the proofs are kept. */
  private static final int ENTRIES_MAX = 10_000;

  private final SmallFile file;
  private final Clock clock;
  private final Tidings tidings;
  private JsonObject entries; // guarded by this

  /**
   * @param folder where a database keeps what it knows of its peers
   */
  public QuarantineFile(Path folder, Clock clock) {
    this.file = new SmallFile(folder, NAME);
    this.clock = clock;
    this.entries = file.read();
    this.tidings = new Tidings(clock);
    for (int i = 0; i < entries.length(); i++) {
      if (entries.valueAt(i) instanceof JsonObject entry && isProven(entry)) {
        tidings.add(proof(entries.keyAt(i), entry));
      }
    }
  }

  private Message.Fork proof(String name, JsonObject entry) {
    try {
      return ForkFields.read(Origin.parse(name), entry);
    } catch (UserException e) {
      throw file.damaged("has a proof against " + name + " that is none", e);
    }
  }

  @Override
  public synchronized Optional<String> why(Origin origin) {
    if (!(entries.get(origin.toString()) instanceof JsonObject entry) || !isLocked(entry)) {
      return Optional.empty();
    }
    return Optional.of(
        "origin "
            + origin
            + " is in quarantine since "
            + text(entry, "since")
            + ": "
            + text(entry, "text"));
  }

  private static boolean isLocked(@Nullable Json entry) {
    return entry instanceof JsonObject object && JsonBoolean.TRUE.equals(object.get("locked"));
  }

  private static boolean isProven(@Nullable Json entry) {
    return entry instanceof JsonObject object && JsonBoolean.TRUE.equals(object.get("proven"));
  }

  @Override
  public synchronized void lock(Origin origin, Objection objection) {
    Json known = entries.get(origin.toString());
    if (isForgiven(known, origin, objection)) {
      return;
    }
    if (!isLocked(known) || (objection.isProven() && !isProven(known))) {
      put(origin, objection, true);
    }
  }

  @Override
  public synchronized void note(Origin origin, Objection objection) {
    Json known = entries.get(origin.toString());
    boolean isNew = !(known instanceof JsonObject entry) || Releases.isAll(entry);
    if (isNew && !isForgiven(known, origin, objection)) {
      put(origin, objection, false);
    }
  }

  private boolean isForgiven(@Nullable Json known, Origin origin, Objection objection) {
    try {
      return objection.fork().filter(fork -> Releases.cover(known, origin, fork)).isPresent();
    } catch (UserException e) {
      throw file.damaged("has a release of " + origin + " that is none", e);
    }
  }

  @Override
  public Tidings tidings() {
    return tidings;
  }

  private void put(Origin origin, Objection objection, boolean locked) {
    if (entries.length() >= ENTRIES_MAX) {
      return;
    }
    Map<String, Json> entry = new TreeMap<>();
    entry.put("locked", JsonBoolean.of(locked));
    entry.put("reason", JsonText.of(objection.reason().word()));
    entry.put("text", JsonText.of(objection.text()));
    entry.put("since", JsonText.of(SystemNanos.toInstant(clock.nanos()).toString()));
    objection.fork().ifPresent(fork -> entry.putAll(ForkFields.of(fork)));
    if (objection.isProven()) {
      tidings.add(objection.fork().orElseThrow());
      entry.put("proven", JsonBoolean.TRUE);
    }
    Releases.carryOver(entries.get(origin.toString()), entry);
    replace(entries.with(origin.toString(), JsonObject.of(entry)));
  }

  /**
   * Takes events of an origin again, and does not lock it out for what is known of it; whether it
   * was in here.
   */
  public synchronized boolean release(Origin origin) {
    String name = origin.toString();
    if (!(entries.get(name) instanceof JsonObject entry) || Releases.isAll(entry)) {
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
  }

  /** All of it. */
  public synchronized JsonObject entries() {
    return entries;
  }

  private static String text(JsonObject entry, String field) {
    return entry.get(field) instanceof JsonText text ? text.value() : "";
  }
}
