package io.ewig.sync.peer;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonBoolean;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.sync.protocol.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an origin was released in spite of, in its entry of {@link QuarantineFile}: the same two
 * stories do not lock it out again, whoever tells of them.
 *
 * <pre>
 * "released": [ { "at": instant, "originSeq": number, "one": hash, "other": hash,
 *                 [ "signed": .. ] }, .. ]
 * </pre>
 */
final class Releases {

  private static final String RELEASED = "released";

  /** The newest are kept: who forgives that often has other troubles. */
  private static final int KEPT_MAX = 64;

  private Releases() {}

  /**
   * What is left of an entry when its origin is released, or null: nothing that could come again.
   *
   * @param at when
   */
  static @Nullable JsonObject released(JsonObject entry, String at) {
    List<Json> all = new ArrayList<>();
    of(entry).forEach(all::add);
    if (entry.get(ForkFields.ONE) != null) {
      Map<String, Json> one = new TreeMap<>(ForkFields.in(entry));
      one.put("at", JsonText.of(at));
      all.add(JsonObject.of(one));
    }
    if (all.isEmpty()) {
      return null;
    }
    List<Json> kept = all.subList(Math.max(0, all.size() - KEPT_MAX), all.size());
    Map<String, Json> left = new TreeMap<>();
    left.put("locked", JsonBoolean.FALSE);
    left.put(RELEASED, JsonArray.of(kept));
    return JsonObject.of(left);
  }

  /**
   * Refuses an entry whose releases are none.
   *
   * @throws UserException with what is wrong
   */
  static void requireSound(Origin origin, JsonObject entry) {
    Json all = entry.get(RELEASED);
    if (all instanceof JsonArray released) {
      for (Json each : released) {
        Message.Fork unused =
            ForkFields.read(origin, each instanceof JsonObject one ? one : JsonObject.EMPTY);
      }
    } else if (all != null) {
      throw new UserException(
          ErrorCode.MALFORMED_JSON,
          RELEASED + " is an array of what " + origin + " was released in spite of");
    }
  }

  /** Whether an origin was ever released, which is somebody's decision. */
  static boolean hasAny(JsonObject entry) {
    return entry.get(RELEASED) != null;
  }

  /** Whether there is nothing else about an origin than that it was released. */
  static boolean isAll(JsonObject entry) {
    return hasAny(entry) && entry.get("reason") == null;
  }

  /** Keeps what an origin was released in spite of, when something else is found. */
  static void carryOver(@Nullable Json from, Map<String, Json> to) {
    if (from instanceof JsonObject entry && entry.get(RELEASED) instanceof JsonArray all) {
      to.put(RELEASED, all);
    }
  }

  /** Whether an origin was released in spite of just these two stories, in either order. */
  static boolean cover(@Nullable Json entry, Origin origin, Message.Fork fork) {
    if (entry instanceof JsonObject known) {
      for (Json each : of(known)) {
        if (each instanceof JsonObject one && isSame(ForkFields.read(origin, one), fork)) {
          return true;
        }
      }
    }
    return false;
  }

  private static JsonArray of(JsonObject entry) {
    return entry.get(RELEASED) instanceof JsonArray all ? all : JsonArray.EMPTY;
  }

  /** Of commits of several events a fork is told by their first or their last ones. */
  private static boolean isSame(Message.Fork one, Message.Fork other) {
    boolean isOfSameEvents =
        one.originSeq() == other.originSeq()
            && Set.of(one.one(), one.other()).equals(Set.of(other.one(), other.other()));
    return isOfSameEvents
        || (one.isProof() && new HashSet<>(one.signed()).equals(new HashSet<>(other.signed())));
  }
}
