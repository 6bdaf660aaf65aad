package io.ewig.sync.peer;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.sync.session.Direction;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Another replica that this one meets again and again.
 *
 * @param interval from the end of one meeting to the beginning of the next
 * @param tokenFile where the token for its server is, if that has users
 */
public record Peer(
    String name, String url, Direction direction, Duration interval, Optional<String> tokenFile) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}");
  private static final int URL_CHARS_MAX = 2048;

  public Peer {
    if (!NAME.matcher(name).matches()) {
      throw new UserException(
          ErrorCode.INVALID_NAME,
          "'" + name + "' does not name a peer; write up to 63 letters, digits, _ . and -");
    }
    if (url.isEmpty() || url.length() > URL_CHARS_MAX) {
      throw new UserException(
          ErrorCode.INVALID_URL, "the URL of a peer has 1 to " + URL_CHARS_MAX + " characters");
    }
    if (!Pace.isInterval(interval)) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "peer '"
              + name
              + "' can't be met each "
              + interval.toMillis()
              + " ms; 10ms to 1d will do");
    }
  }

  JsonObject toJson() {
    Map<String, Json> fields = new TreeMap<>();
    fields.put("url", JsonText.of(url));
    fields.put("direction", JsonText.of(word(direction)));
    fields.put("intervalMillis", JsonNumber.of(interval.toMillis()));
    tokenFile.ifPresent(file -> fields.put("tokenFile", JsonText.of(file)));
    return JsonObject.of(fields);
  }

  static Peer of(String name, Json json) {
    if (json instanceof JsonObject object
        && object.get("url") instanceof JsonText url
        && object.get("direction") instanceof JsonText direction
        && object.get("intervalMillis") instanceof JsonNumber millis
        && millis.isLong()
        && (object.get("tokenFile") == null || object.get("tokenFile") instanceof JsonText)) {
      return new Peer(
          name,
          url.value(),
          direction(direction.value()),
          Duration.ofMillis(millis.longValue()),
          object.get("tokenFile") instanceof JsonText file
              ? Optional.of(file.value())
              : Optional.empty());
    }
    throw new UserException(
        ErrorCode.MALFORMED_JSON,
        "peer '"
            + name
            + "' lacks a url, a direction or intervalMillis, or its tokenFile is no text");
  }

  static String word(Direction direction) {
    return direction.name().toLowerCase(Locale.ROOT);
  }

  private static Direction direction(String word) {
    for (Direction each : Direction.values()) {
      if (word(each).equals(word)) {
        return each;
      }
    }
    throw new UserException(
        ErrorCode.INVALID_ARGUMENT, "'" + word + "' is no direction; write both, push or pull");
  }
}
