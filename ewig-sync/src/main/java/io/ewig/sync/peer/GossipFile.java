package io.ewig.sync.peer;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How many of the peers are met in a round, in {@code gossip.json}:
 *
 * <pre>
 * { "fanOut": number }
 * </pre>
 *
 * <p>Without the file, or its field, all are. It is read before each round, so what another process
 * changes counts at once. One thread changes it.
 */
public final class GossipFile {

  /** Says that all are met. */
  public static final String ALL = "all";

  private static final String NAME = "gossip.json";
  private static final String FAN_OUT = "fanOut";

  private final SmallFile file;

  /**
   * @param folder where a database keeps what it knows of its peers
   */
  public GossipFile(Path folder) {
    this.file = new SmallFile(folder, NAME, "all peers in each round");
  }

  /** Empty for all. */
  public OptionalInt fanOut() {
    return file.read(GossipFile::fanOut);
  }

  static OptionalInt fanOut(JsonObject all) {
    if (all.length() == 0) {
      return OptionalInt.empty();
    }
    if (all.get(FAN_OUT) instanceof JsonNumber number
        && number.isLong()
        && number.longValue() >= 1
        && number.longValue() <= Integer.MAX_VALUE) {
      return OptionalInt.of((int) number.longValue());
    }
    throw new UserException(
        ErrorCode.MALFORMED_JSON, "the field is " + FAN_OUT + ", a whole number from 1 on");
  }

  public void write(OptionalInt fanOut) {
    file.write(
        fanOut.isEmpty()
            ? JsonObject.EMPTY
            : JsonObject.of(Map.of(FAN_OUT, JsonNumber.of(fanOut.getAsInt()))));
  }

  /** Reads {@code all}, or a number of peers. */
  public static OptionalInt parse(String word) {
    if (word.equals(ALL)) {
      return OptionalInt.empty();
    }
    try {
      int count = Integer.parseInt(word);
      if (count >= 1) {
        return OptionalInt.of(count);
      }
    } catch (NumberFormatException e) {
      throw notOne(word, e);
    }
    throw notOne(word, null);
  }

  private static UserException notOne(String word, @Nullable Exception e) {
    return new UserException(
        ErrorCode.INVALID_ARGUMENT,
        "'" + word + "' is no number of peers; write one from 1 on, or " + ALL,
        e);
  }
}
