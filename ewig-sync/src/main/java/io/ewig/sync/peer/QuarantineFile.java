package io.ewig.sync.peer;

import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonBoolean;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.time.Clock;
import io.ewig.engine.time.SystemNanos;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.session.Objection;
import io.ewig.sync.session.Quarantine;
import io.ewig.sync.session.Tidings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
 *             [ "originSeq": number, "one": hash, "other": hash ],
 *             [ "proven": true,
 *               "signed": [ { "originSeq": number, "hash": hash, "seal": text }, .. ] ] }, ... }
 * </pre>
 *
 * <p>What is proven anybody can check who has the file, see {@link CommitSignature}: the origin has
 * signed both stories. It takes the place of what is not.
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
      Origin origin = Origin.parse(name);
      return new Message.Fork(
          origin,
          number(entry, "originSeq"),
          Hash.parse(text(entry, "one")),
          Hash.parse(text(entry, "other")),
          signatures(origin, entry.get("signed")));
    } catch (UserException e) {
      throw file.damaged("has a proof against " + name + " that is none", e);
    }
  }

  private static List<CommitSignature> signatures(Origin origin, @Nullable Json all) {
    List<CommitSignature> signatures = new ArrayList<>();
    for (Json each : all instanceof JsonArray array ? array : JsonArray.of(List.of())) {
      if (each instanceof JsonObject signed) {
        signatures.add(
            new CommitSignature(
                origin,
                number(signed, "originSeq"),
                Hash.parse(text(signed, "hash")),
                text(signed, "seal")));
      }
    }
    return signatures;
  }

  private static long number(JsonObject entry, String field) {
    return entry.get(field) instanceof JsonNumber number && number.isLong()
        ? number.longValue()
        : -1;
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
    if (!isLocked(known) || (objection.isProven() && !isProven(known))) {
      put(origin, objection, true);
    }
  }

  @Override
  public synchronized void note(Origin origin, Objection objection) {
    if (entries.get(origin.toString()) == null) {
      put(origin, objection, false);
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
    objection
        .fork()
        .ifPresent(
            fork -> {
              entry.put("originSeq", JsonNumber.of(fork.originSeq()));
              entry.put("one", JsonText.of(fork.one().toString()));
              entry.put("other", JsonText.of(fork.other().toString()));
            });
    if (objection.isProven()) {
      tidings.add(objection.fork().orElseThrow());
      entry.put("proven", JsonBoolean.TRUE);
      entry.put(
          "signed",
          JsonArray.of(
              objection.fork().orElseThrow().signed().stream().map(QuarantineFile::json).toList()));
    }
    replace(entries.with(origin.toString(), JsonObject.of(entry)));
  }

  private static Json json(CommitSignature signature) {
    return JsonObject.of(
        Map.of(
            "originSeq", JsonNumber.of(signature.originSeq()),
            "hash", JsonText.of(signature.hash().toString()),
            "seal", JsonText.of(signature.seal())));
  }

  /** Takes events of an origin again; whether it was in here. */
  public synchronized boolean release(Origin origin) {
    boolean was = entries.get(origin.toString()) != null;
    if (was) {
      tidings.drop(origin);
      replace(entries.without(origin.toString()));
    }
    return was;
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
