package io.ewig.engine.session;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.Seen;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.lineage.Once;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a commit says beside its changes, and what it expects; one thread. */
public final class Words {

  private SortedMap<String, String> metadata = Collections.emptySortedMap(); // most have none
  private Map<World, Expected> expectations = Map.of();
  private String author = "";
  private String message = "";

  public Words author(String name) {
    author = name;
    return this;
  }

  public Words message(String text) {
    message = text;
    return this;
  }

  public Words with(String key, String value) {
    if (Seen.isKey(key)) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "metadata '" + key + "' is what Ewig itself notes of other replicas; choose another key");
    } else if (key.equals(CommitInfo.SEAL)) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "metadata '" + key + "' is where a signing database signs; choose another key");
    } else if (metadata.size() == CommitInfo.METADATA_ENTRIES_MAX && !metadata.containsKey(key)) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "a commit has at most " + CommitInfo.METADATA_ENTRIES_MAX + " metadata entries");
    }
    if (metadata.isEmpty()) {
      metadata = new TreeMap<>();
    }
    metadata.put(key, value);
    return this;
  }

  /**
   * Makes a repetition harmless: a commit with a key that was used before is not made, and the
   * earlier one is given back.
   */
  public Words once(String key) {
    if (key.isEmpty()) { // of whoever forgot to fill it in: all commits but the first would be lost
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "an idempotency key is empty; give each commit a text of its own, or none");
    }
    return with(Once.METADATA_KEY, key);
  }

  /** Commits only if the last event of a world on the branch is what the writer takes it to be. */
  public Words expect(World world, Expected last) {
    if (expectations.isEmpty()) {
      expectations = new LinkedHashMap<>();
    }
    expectations.put(world, last);
    return this;
  }

  @Nullable String onceKey() {
    return metadata.isEmpty() ? null : metadata.get(Once.METADATA_KEY);
  }

  /** Whether the commit depends on nothing beside its changes. */
  boolean isUnconditional() {
    return expectations.isEmpty() && onceKey() == null;
  }

  Map<World, Expected> expectations() {
    return expectations;
  }

  CommitInfo on(Branch line) {
    return new CommitInfo(line, List.of(), author, message, metadata);
  }
}
