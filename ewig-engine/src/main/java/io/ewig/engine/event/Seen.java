package io.ewig.engine.event;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a commit says its origin had seen of other origins: what is new since its commit before.
 *
 * <p>Kept in the commit's metadata, and so under its hash. Added up over an origin's commits this
 * is what led to each of its events: who had seen what is known from the events alone, on every
 * node.
 *
 * <pre>
 * ewig.seen, ewig.seen.1, ewig.seen.2 ..  =  origin ":" seq ( " " origin ":" seq )*
 * origin = 32 hex digits          seq = the number of its last event that had been seen
 * </pre>
 */
public final class Seen {

  /** What the keys start with; no one else's do. */
  public static final String KEY = "ewig.seen";

  /** Origins that one database can have; what was seen of each must fit into a commit. */
  public static final int ORIGINS_MAX = 4096;

  private static final int PER_ENTRY = 78; // of 52 bytes at most, under the limit of a value

  /** So many entries of metadata take all origins. */
  public static final int ENTRIES_MAX = (ORIGINS_MAX + PER_ENTRY - 1) / PER_ENTRY;

  private static final int HEX = 2 * Origin.BYTES;

  private Seen() {}

  /** Whether a key of metadata is one of these. */
  public static boolean isKey(String key) {
    return key.startsWith(KEY);
  }

  /** Whether a commit says anything of that kind. */
  public static boolean isIn(CommitInfo info) {
    return !info.metadata().isEmpty() && info.metadata().containsKey(KEY);
  }

  /** What a commit says; nothing if it does not. */
  public static VersionVector in(CommitInfo info) {
    if (!isIn(info)) {
      return VersionVector.EMPTY;
    }
    SortedMap<Origin, Long> seqs = new TreeMap<>();
    info.metadata()
        .forEach(
            (key, value) -> {
              if (isKey(key)) {
                read(value, seqs);
              }
            });
    return VersionVector.of(seqs);
  }

  private static void read(String text, Map<Origin, Long> to) {
    for (String each : text.split(" ", -1)) {
      if (each.length() < HEX + 2 || each.charAt(HEX) != ':') {
        throw malformed(each, null);
      }
      try {
        to.put(Origin.parse(each.substring(0, HEX)), Long.parseLong(each.substring(HEX + 1)));
      } catch (NumberFormatException e) {
        throw malformed(each, e);
      }
    }
  }

  private static UserException malformed(String text, @Nullable Exception cause) {
    return new UserException(
        ErrorCode.MALFORMED_COMMIT,
        "'" + text + "' does not say what was seen of an origin, as ORIGIN:NUMBER does",
        cause);
  }

  /** The same commit saying that this was seen. */
  static SortedMap<String, String> addTo(SortedMap<String, String> metadata, VersionVector seen) {
    SortedMap<String, String> all = new TreeMap<>(metadata);
    StringBuilder text = new StringBuilder();
    int entries = 0;
    int count = 0;
    for (Map.Entry<Origin, Long> each : seen.seqs().entrySet()) {
      if (count++ == PER_ENTRY) {
        all.put(keyOf(entries++), text.toString());
        text.setLength(0);
        count = 1;
      }
      text.append(text.isEmpty() ? "" : " ").append(each.getKey()).append(':');
      text.append(each.getValue());
    }
    if (!text.isEmpty()) {
      all.put(keyOf(entries), text.toString());
    }
    return all;
  }

  private static String keyOf(int number) {
    return number == 0 ? KEY : KEY + "." + number;
  }
}
