package io.ewig.engine.event;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a commit says about itself; sealed by the hash of its first event, but for the seal.
 *
 * @param branch the line of commits it belongs to
 * @param parents ids of the commits it follows: none for a first one, two for a merge
 * @param author who did it, or empty
 * @param message why, or empty
 * @param metadata anything else, sorted by key
 */
public record CommitInfo(
    Branch branch,
    List<EventId> parents,
    String author,
    String message,
    SortedMap<String, String> metadata) {

  public static final int PARENTS_MAX = 16;
  public static final int AUTHOR_BYTES_MAX = 1024;
  public static final int MESSAGE_BYTES_MAX = 16 << 10;

  /** What users may say; what was seen of other origins comes on top of it. */
  public static final int METADATA_ENTRIES_MAX = 64;

  /** All of it, with the seal; with the longest inline payload it has to fit in one frame. */
  public static final int ENTRIES_MAX = METADATA_ENTRIES_MAX + Seen.ENTRIES_MAX + 1;

  public static final int METADATA_BYTES_MAX = 4096;

  /** Under which key of the metadata the signature of who made the commit stands. */
  public static final String SEAL = "ewig.seal";

  private static final SortedMap<String, String> NO_METADATA = Collections.emptySortedMap();

  public CommitInfo {
    requireText("an author", author, AUTHOR_BYTES_MAX);
    requireText("a commit message", message, MESSAGE_BYTES_MAX);
    requireAtMost("parents", parents.size(), PARENTS_MAX);
    parents = List.copyOf(parents);
    metadata = metadata.isEmpty() ? NO_METADATA : checked(metadata);
  }

  /** Nothing but a place in the history. */
  public static CommitInfo on(Branch branch, List<EventId> parents) {
    return new CommitInfo(branch, parents, "", "", NO_METADATA);
  }

  public CommitInfo withParents(List<EventId> others) {
    return new CommitInfo(branch, others, author, message, metadata);
  }

  /** The same, saying what its origin had seen of others. */
  public CommitInfo withSeen(VersionVector seen) {
    return seen.isEmpty()
        ? this
        : new CommitInfo(branch, parents, author, message, Seen.addTo(metadata, seen));
  }

  /** The signature of who made the commit, in whatever state; empty if there is none. */
  public Optional<String> seal() {
    return metadata.isEmpty() ? Optional.empty() : Optional.ofNullable(metadata.get(SEAL));
  }

  CommitInfo withSeal(String seal) {
    SortedMap<String, String> all = new TreeMap<>(metadata);
    all.put(SEAL, seal);
    return new CommitInfo(branch, parents, author, message, all);
  }

  /** What of the metadata the hash of the first event covers: all but the seal. */
  SortedMap<String, String> hashedMetadata() {
    if (metadata.isEmpty() || !metadata.containsKey(SEAL)) {
      return metadata;
    }
    SortedMap<String, String> hashed = new TreeMap<>(metadata);
    hashed.remove(SEAL);
    return hashed;
  }

  /** How many characters its words have. */
  public int textLength() {
    int length = branch.name().length() + author.length() + message.length();
    if (metadata.isEmpty()) {
      return length;
    }
    for (var entry : metadata.entrySet()) {
      length += entry.getKey().length() + entry.getValue().length();
    }
    return length;
  }

  /** Whether it says nothing beyond its place in the history. */
  public boolean isPlain() {
    return author.isEmpty() && message.isEmpty() && metadata.isEmpty();
  }

  private static SortedMap<String, String> checked(SortedMap<String, String> given) {
    SortedMap<String, String> copy = new TreeMap<>(given); // natural order, whatever theirs was
    requireAtMost("metadata entries", copy.size(), ENTRIES_MAX);
    copy.forEach(
        (key, value) -> {
          requireText("a metadata key", key, METADATA_BYTES_MAX);
          requireText("the metadata value of '" + key + "'", value, METADATA_BYTES_MAX);
        });
    return Collections.unmodifiableSortedMap(copy);
  }

  private static void requireAtMost(String what, int given, int limit) {
    if (given > limit) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "a commit has at most " + limit + " " + what + ", not " + given);
    }
  }

  private static void requireText(String what, String text, int bytesMax) {
    if (text.isEmpty()) {
      return;
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, what + " is not Unicode: it holds half a surrogate pair");
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > bytesMax) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          what + " takes at most " + bytesMax + " bytes of UTF-8, not " + bytes + "; shorten it");
    }
  }
}
