package io.ewig.engine.branch;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.World;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;

/**
 * Says that a commit also follows another: the payload of a {@code BranchMerged} event, which lies
 * in the world {@link #WORLD} on the line that was merged into.
 *
 * <pre>
 * BranchMerged    {"at": {"line", "commit", "hash"}, "how"}
 * </pre>
 *
 * @param source what was merged
 * @param how by which strategy
 */
public record Merge(At source, String how) {

  public static final World WORLD = World.of("ewig://merges");

  public byte[] payload() {
    return JsonObject.of("at", source.toJson()).with("how", JsonText.of(how)).canonical();
  }

  /** Reads what {@link #payload} wrote; refuses what it can't have written. */
  public static Merge parse(byte[] payload) {
    if (Json.parse(payload) instanceof JsonObject json && json.get("how") instanceof JsonText how) {
      At source = At.of(json.get("at")).orElse(null);
      if (source != null) {
        return new Merge(source, how.value());
      }
    }
    throw new UserException(
        ErrorCode.MALFORMED_COMMIT,
        "a merge of " + payload.length + " bytes does not say what was merged");
  }
}
