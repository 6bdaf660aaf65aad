package io.ewig.sync.peer;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonBoolean;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.sync.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Entries of {@link QuarantineFile}: fields by name, and what may stand in them. */
final class Findings {

  static final String LOCKED = "locked";
  static final String REASON = "reason";
  static final String TEXT = "text";
  static final String SINCE = "since";
  static final String PROVEN = "proven";

  private Findings() {}

  /**
   * Looks through all entries: one that is half understood could let somebody in who is locked out.
   *
   * @return the same
   * @throws UserException if an entry is none
   */
  static JsonObject requireSound(JsonObject all) {
    for (int i = 0; i < all.length(); i++) {
      Origin origin = Origin.parse(all.keyAt(i));
      try {
        requireSound(origin, entry(all, i));
      } catch (UserException e) {
        throw new UserException(
            ErrorCode.MALFORMED_JSON, "of origin " + origin + ": " + e.getMessage(), e);
      }
    }
    return all;
  }

  /** The proofs among sound entries. */
  static List<Message.Fork> proofs(JsonObject all) {
    List<Message.Fork> proofs = new ArrayList<>();
    for (int i = 0; i < all.length(); i++) {
      JsonObject entry = entry(all, i);
      if (isProven(entry)) {
        proofs.add(ForkFields.read(Origin.parse(all.keyAt(i)), entry));
      }
    }
    return proofs;
  }

  /**
   * The oldest of the entries that say least; null if each says too much to be given up for another
   * one.
   *
   * @param isForProof whether that other one is proven
   */
  static @Nullable String least(JsonObject all, boolean isForProof) {
    String note = oldest(all, entry -> !isLocked(entry));
    return note != null || !isForProof ? note : oldest(all, entry -> !isProven(entry));
  }

  private static @Nullable String oldest(JsonObject all, Predicate<JsonObject> isMeant) {
    String oldest = null;
    String since = null;
    for (int i = 0; i < all.length(); i++) {
      JsonObject entry = entry(all, i);
      if (!Releases.hasAny(entry) && isMeant.test(entry)) {
        String at = entry.get(SINCE) instanceof JsonText text ? text.value() : "";
        if (since == null || at.compareTo(since) < 0) {
          oldest = all.keyAt(i);
          since = at;
        }
      }
    }
    return oldest;
  }

  private static JsonObject entry(JsonObject all, int index) {
    return all.valueAt(index) instanceof JsonObject entry ? entry : JsonObject.EMPTY;
  }

  private static void requireSound(Origin origin, JsonObject entry) {
    require(entry.get(LOCKED) instanceof JsonBoolean, LOCKED, "true or false");
    Releases.requireSound(origin, entry);
    if (Releases.isAll(entry)) {
      require(!isLocked(entry), REASON, "a text where " + LOCKED + " is true");
      return;
    }
    for (String field : List.of(REASON, TEXT, SINCE)) {
      require(entry.get(field) instanceof JsonText, field, "a text");
    }
    boolean hasFork = entry.get(ForkFields.ONE) != null;
    boolean isProof = hasFork && ForkFields.read(origin, entry).isProof();
    require(
        entry.get(PROVEN) == null || (isProven(entry) && isProof),
        PROVEN,
        "true, of a proof alone");
  }

  private static void require(boolean holds, String field, String what) {
    if (!holds) {
      throw new UserException(ErrorCode.MALFORMED_JSON, field + " is " + what);
    }
  }

  static boolean isLocked(@Nullable Json entry) {
    return entry instanceof JsonObject object && JsonBoolean.TRUE.equals(object.get(LOCKED));
  }

  static boolean isProven(@Nullable Json entry) {
    return entry instanceof JsonObject object && JsonBoolean.TRUE.equals(object.get(PROVEN));
  }
}
