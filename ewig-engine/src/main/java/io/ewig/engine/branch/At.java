package io.ewig.engine.branch;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.EventId;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A commit on a line, as every node knows it.
 *
 * @param commit its id
 * @param hash that of its first event
 */
public record At(Branch line, EventId commit, Hash hash) {

  /** {@code {"line", "commit", "hash"}} */
  public JsonObject toJson() {
    return JsonObject.of(
        Map.of(
            "line", JsonText.of(line.name()),
            "commit", JsonText.of(commit.toString()),
            "hash", JsonText.of(hash.toString())));
  }

  /** Reads what {@link #toJson} gave; nothing if it is of another shape. */
  public static Optional<At> of(@Nullable Json json) {
    if (json instanceof JsonObject at
        && at.get("line") instanceof JsonText line
        && at.get("commit") instanceof JsonText commit
        && at.get("hash") instanceof JsonText hash) {
      return Optional.of(
          new At(
              new Branch(line.value()), EventId.parse(commit.value()), Hash.parse(hash.value())));
    }
    return Optional.empty();
  }
}
