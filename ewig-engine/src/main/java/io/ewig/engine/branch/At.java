package io.ewig.engine.branch;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A commit on a line, as every node knows it.
 *
 * @param commit its id
 * @param hash that of its first event
 * @param held all that its line held there, where several origins wrote: what lies before a commit
 *     in the log of one replica is not what lies before it in another's; empty if only one did
 */
public record At(Branch line, EventId commit, Hash hash, VersionVector held) {

  public At(Branch line, EventId commit, Hash hash) {
    this(line, commit, hash, VersionVector.EMPTY);
  }

  /** The same, of which is known what it held. */
  public At withHeld(VersionVector known) {
    return new At(line, commit, hash, known);
  }

  /**
   * {@code {"line", "commit", "hash", ["held"]}}, with {@code {origin: number}} for what it held
   */
  public JsonObject toJson() {
    JsonObject at =
        JsonObject.of(
            Map.of(
                "line", JsonText.of(line.name()),
                "commit", JsonText.of(commit.toString()),
                "hash", JsonText.of(hash.toString())));
    if (held.isEmpty()) {
      return at;
    }
    TreeMap<String, Json> seqs = new TreeMap<>();
    held.seqs().forEach((origin, seq) -> seqs.put(origin.toString(), JsonNumber.of(seq)));
    return at.with("held", JsonObject.of(seqs));
  }

  /** Reads what {@link #toJson} gave; nothing if it is of another shape. */
  public static Optional<At> of(@Nullable Json json) {
    if (json instanceof JsonObject at
        && at.get("line") instanceof JsonText line
        && at.get("commit") instanceof JsonText commit
        && at.get("hash") instanceof JsonText hash) {
      return Optional.of(
          new At(
              new Branch(line.value()),
              EventId.parse(commit.value()),
              Hash.parse(hash.value()),
              held(at.get("held"))));
    }
    return Optional.empty();
  }

  private static VersionVector held(@Nullable Json json) {
    TreeMap<Origin, Long> seqs = new TreeMap<>();
    if (json instanceof JsonObject held) {
      for (String origin : held.keys()) {
        if (held.get(origin) instanceof JsonNumber seq) {
          seqs.put(Origin.parse(origin), seq.isLong() ? seq.longValue() : 0);
        }
      }
    }
    return VersionVector.of(seqs);
  }
}
