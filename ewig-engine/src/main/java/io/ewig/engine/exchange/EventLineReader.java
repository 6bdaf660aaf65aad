package io.ewig.engine.exchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.ewig.engine.error.Quote;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.exchange.EventLine.CommitLine;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.time.Hlc;
import io.ewig.engine.time.SystemNanos;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line: first which fields there are and of what JSON type, then what each of them says.
 *
 * <p>Whatever the bytes are, the outcome is an {@link EventLine} or a refusal that names the field.
 */
final class EventLineReader {

  /** No hybrid time lies later than the last system time, in 2262; so none ever overflows. */
  private static final long HLC_MAX = Hlc.atMillis(Long.MAX_VALUE / 1_000_000);

  private static final byte[] NOTHING = {};

  /** What JSON a field is. */
  private enum Kind {
    WORDS,
    WORDS_OR_NULL,
    NUMBER,
    PAYLOAD,
    COMMIT
  }

  private static final Map<String, Kind> FIELDS = new TreeMap<>();
  private static final Map<String, Kind> COMMIT_FIELDS =
      Map.of(
          NdjsonFormat.BRANCH, Kind.WORDS,
          NdjsonFormat.AUTHOR, Kind.WORDS,
          NdjsonFormat.MESSAGE, Kind.WORDS,
          NdjsonFormat.EVENTS, Kind.NUMBER,
          NdjsonFormat.PARENTS, Kind.COMMIT,
          NdjsonFormat.METADATA, Kind.COMMIT);

  static {
    List.of(
            NdjsonFormat.ID,
            NdjsonFormat.SYSTEM_TIME,
            NdjsonFormat.HASH,
            NdjsonFormat.PARENT,
            NdjsonFormat.ORIGIN,
            NdjsonFormat.HLC,
            NdjsonFormat.WORLD,
            NdjsonFormat.TYPE,
            NdjsonFormat.SALT,
            NdjsonFormat.ERASED,
            NdjsonFormat.WITHHELD)
        .forEach(field -> FIELDS.put(field, Kind.WORDS));
    FIELDS.put(NdjsonFormat.VALID_FROM, Kind.WORDS_OR_NULL);
    FIELDS.put(NdjsonFormat.VALID_TO, Kind.WORDS_OR_NULL);
    FIELDS.put(NdjsonFormat.SEQ, Kind.NUMBER);
    FIELDS.put(NdjsonFormat.ORIGIN_SEQ, Kind.NUMBER);
    FIELDS.put(NdjsonFormat.TYPE_CODE, Kind.NUMBER);
    FIELDS.put(NdjsonFormat.TEXT, Kind.PAYLOAD);
    FIELDS.put(NdjsonFormat.BASE64, Kind.PAYLOAD);
    FIELDS.put(NdjsonFormat.COMMIT, Kind.COMMIT);
  }

  private final JsonParser json;
  private final long line;
  private final Map<String, String> words = new HashMap<>(); // "" stands for null
  private byte @Nullable [] payload;
  private @Nullable CommitLine commit;

  private EventLineReader(JsonParser json, long line) {
    this.json = json;
    this.line = line;
  }

  /**
   * Reads the line.
   *
   * @param number what errors call it
   */
  static EventLine read(byte[] bytes, int length, long number) {
    if (length < 2 || bytes[0] != '{' || bytes[1] == 0) {
      throw Malformed.line(number, "does not start with {, as UTF-8 JSON of an event does");
    }
    try (JsonParser json = NdjsonFormat.JSON.createParser(bytes, 0, length)) {
      return new EventLineReader(json, number).read();
    } catch (JsonProcessingException e) {
      long column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
      String where = column < 1 ? "" : " from column " + column + " on";
      throw Malformed.line(number, "is not JSON" + where + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw Malformed.line(number, "is not JSON in UTF-8: " + e.getMessage(), e);
    }
  }

  private EventLine read() throws IOException {
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      readField(field, FIELDS.get(field), words);
    }
    if (json.nextToken() != null) {
      throw Malformed.line(line, "goes on after its closing }; each event has a line of its own");
    }
    return event();
  }

  private void readField(String field, @Nullable Kind kind, Map<String, String> into)
      throws IOException {
    if (kind == null) {
      throw bad(field, "no such field is known; " + FIELDS.keySet() + " are");
    }
    if (into.containsKey(field)) {
      throw bad(field, "is given twice");
    }
    switch (kind) {
      case WORDS -> into.put(field, words(field));
      case WORDS_OR_NULL ->
          into.put(field, json.currentToken() == JsonToken.VALUE_NULL ? "" : nonEmpty(field));
      case NUMBER -> into.put(field, number(field));
      case PAYLOAD -> readPayload(field);
      case COMMIT -> {
        into.put(field, "");
        commit = readCommit();
      }
    }
  }

  private String nonEmpty(String field) throws IOException {
    String text = words(field);
    if (text.isEmpty()) {
      throw bad(field, "is empty; write null for an open end");
    }
    return text;
  }

  private String words(String field) throws IOException {
    require(JsonToken.VALUE_STRING, field, "a text in quotes");
    if (json.getTextLength() > NdjsonFormat.WORDS_CHARS_MAX) {
      throw bad(field, "has more than " + NdjsonFormat.WORDS_CHARS_MAX + " characters");
    }
    return json.getText();
  }

  private String number(String field) throws IOException {
    require(JsonToken.VALUE_NUMBER_INT, field, "a whole number without quotes");
    String digits = json.getText();
    if (digits.startsWith("-") || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw bad(field, digits + " is not a number from 0 to " + Long.MAX_VALUE);
    }
    return digits;
  }

  private void require(JsonToken token, String field, String what) {
    if (json.currentToken() != token) {
      throw bad(field, "must be " + what);
    }
  }

  private void readPayload(String field) throws IOException {
    if (payload != null) {
      throw bad(field, "is a second payload; give either text or base64, once");
    }
    require(JsonToken.VALUE_STRING, field, "a text in quotes");
    byte[] bytes = field.equals(NdjsonFormat.BASE64) ? json.getBinaryValue() : textBytes(field);
    if (bytes.length > Payload.BYTES_MAX) {
      throw bad(field, "a payload of " + bytes.length + " bytes; at most " + Payload.BYTES_MAX);
    }
    payload = bytes;
  }

  private byte[] textBytes(String field) throws IOException {
    try {
      return PayloadText.bytes(json.getText());
    } catch (CharacterCodingException e) {
      throw bad(field, "holds half a surrogate pair, which no bytes stand for; use base64", e);
    }
  }

  private CommitLine readCommit() throws IOException {
    require(JsonToken.START_OBJECT, NdjsonFormat.COMMIT, "an object");
    Map<String, String> given = new HashMap<>();
    List<EventId> parents = List.of();
    SortedMap<String, String> metadata = new TreeMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      Kind kind = COMMIT_FIELDS.get(field);
      if (kind != Kind.COMMIT) {
        readField(field, kind, given);
      } else if (given.put(field, "") != null) {
        throw bad(field, "is given twice");
      } else if (field.equals(NdjsonFormat.PARENTS)) {
        parents = readParents();
      } else {
        metadata = readMetadata();
      }
    }
    return commit(given, parents, metadata);
  }

  private List<EventId> readParents() throws IOException {
    require(JsonToken.START_ARRAY, NdjsonFormat.PARENTS, "a list");
    List<EventId> parents = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String text = words(NdjsonFormat.PARENTS);
      parents.add(read(NdjsonFormat.PARENTS, text, "an event id", EventId::parse));
      if (parents.size() > CommitInfo.PARENTS_MAX) {
        throw bad(NdjsonFormat.PARENTS, "has more than " + CommitInfo.PARENTS_MAX);
      }
    }
    return parents;
  }

  private SortedMap<String, String> readMetadata() throws IOException {
    require(JsonToken.START_OBJECT, NdjsonFormat.METADATA, "an object");
    SortedMap<String, String> metadata = new TreeMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      if (metadata.put(key, words(NdjsonFormat.METADATA)) != null) {
        throw bad(NdjsonFormat.METADATA, "the key " + Quote.of(key) + " is given twice");
      }
      if (metadata.size() > CommitInfo.ENTRIES_MAX) {
        throw bad(NdjsonFormat.METADATA, "over " + CommitInfo.ENTRIES_MAX + " entries");
      }
    }
    return metadata;
  }

  private CommitLine commit(
      Map<String, String> given, List<EventId> parents, SortedMap<String, String> metadata) {
    for (String field : COMMIT_FIELDS.keySet()) {
      text(given, field);
    }
    Branch branch =
        read(NdjsonFormat.BRANCH, text(given, NdjsonFormat.BRANCH), "a branch name", Branch::new);
    long events = Long.parseLong(text(given, NdjsonFormat.EVENTS));
    if (events < 1 || events > Commit.EVENTS_MAX) {
      throw bad(NdjsonFormat.EVENTS, events + " is not within 1 to " + Commit.EVENTS_MAX);
    }
    try {
      CommitInfo info =
          new CommitInfo(
              branch,
              parents,
              text(given, NdjsonFormat.AUTHOR),
              text(given, NdjsonFormat.MESSAGE),
              metadata);
      return new CommitLine(info, (int) events);
    } catch (UserException e) {
      throw bad(NdjsonFormat.COMMIT, Quote.of(String.valueOf(e.getMessage())), e);
    }
  }

  private EventLine event() {
    Origin origin = value(NdjsonFormat.ORIGIN, "32 hex digits", Origin::parse);
    long originSeq = number(NdjsonFormat.ORIGIN_SEQ, 1, Long.MAX_VALUE);
    long hlc = number(NdjsonFormat.HLC, 0, HLC_MAX);
    EventId id = value(NdjsonFormat.ID, "an event id of 26 ULID characters", EventId::parse);
    if (!id.equals(EventId.of(hlc, origin, originSeq))) {
      throw bad(NdjsonFormat.ID, id + " is not the id that origin, origin_seq and hlc give");
    }
    return new EventLine(
        commit,
        number(NdjsonFormat.SEQ, 0, Long.MAX_VALUE),
        value(NdjsonFormat.SYSTEM_TIME, "an instant from 1677 to 2262", EventLineReader::nanos),
        value(NdjsonFormat.HASH, "64 hex digits", Hash::parse),
        value(NdjsonFormat.PARENT, "64 hex digits", Hash::parse),
        origin,
        originSeq,
        hlc,
        valid(),
        value(NdjsonFormat.WORLD, "a world such as a://garden", World::of),
        type(),
        isGone() ? NOTHING : value(NdjsonFormat.SALT, "32 hex digits", EventLineReader::salt),
        isGone() ? NOTHING : payload(),
        isGone() ? gone() : null);
  }

  private boolean isGone() {
    return words.containsKey(NdjsonFormat.ERASED) || words.containsKey(NdjsonFormat.WITHHELD);
  }

  private Payload gone() {
    boolean isErased = words.containsKey(NdjsonFormat.ERASED);
    String field = isErased ? NdjsonFormat.ERASED : NdjsonFormat.WITHHELD;
    boolean areBoth = isErased && words.containsKey(NdjsonFormat.WITHHELD);
    if (payload != null || words.containsKey(NdjsonFormat.SALT) || areBoth) {
      throw bad(field, "stands beside a salt or a payload, of which nothing is left");
    }
    Hash commitment = value(field, "64 hex digits", Hash::parse);
    return isErased ? new Payload.Erased(commitment) : new Payload.Withheld(commitment);
  }

  private byte[] payload() {
    if (payload == null) {
      throw bad(
          NdjsonFormat.TEXT,
          "is missing, and so are base64, erased and withheld; one of them is the payload");
    }
    return payload;
  }

  private long number(String field, long min, long max) {
    long number = value(field, "a number from " + min + " to " + max, Long::parseLong);
    if (number < min || number > max) {
      throw bad(field, number + " is not a number from " + min + " to " + max);
    }
    return number;
  }

  private ValidPeriod valid() {
    Instant from = end(NdjsonFormat.VALID_FROM, ValidPeriod.OPEN_START);
    Instant to = end(NdjsonFormat.VALID_TO, ValidPeriod.OPEN_END);
    if (!from.isBefore(to)) {
      throw bad(NdjsonFormat.VALID_TO, to + " is not after valid_from, " + from);
    }
    return new ValidPeriod(from, to);
  }

  private Instant end(String field, Instant open) {
    return value(field, "an instant or null", text -> text.isEmpty() ? open : Instant.parse(text));
  }

  private EventType type() {
    EventType type = value(NdjsonFormat.TYPE, "the name of an event type", EventType::of);
    if (!words.containsKey(NdjsonFormat.TYPE_CODE)) {
      return type;
    }
    long code = number(NdjsonFormat.TYPE_CODE, EventType.CUSTOM_CODE, EventType.CUSTOM_CODE);
    return new EventType((int) code, type.name());
  }

  private static long nanos(String text) {
    Instant instant = Instant.parse(text);
    long nanos = SystemNanos.of(instant);
    if (!SystemNanos.toInstant(nanos).equals(instant)) {
      throw new IllegalArgumentException("outside of what system time can be");
    }
    return nanos;
  }

  private static byte[] salt(String hex) {
    byte[] salt = HexFormat.of().parseHex(hex);
    if (salt.length != Payload.SALT_BYTES) {
      throw new IllegalArgumentException("a salt has " + Payload.SALT_BYTES + " bytes");
    }
    return salt;
  }

  private <T> T value(String field, String what, Function<String, T> parse) {
    return read(field, text(words, field), what, parse);
  }

  private String text(Map<String, String> from, String field) {
    String text = from.get(field);
    if (text == null) {
      throw bad(field, "is missing");
    }
    return text;
  }

  private <T> T read(String field, String text, String what, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (UserException | DateTimeException | IllegalArgumentException e) {
      throw bad(field, Quote.of(text) + " is not " + what, e);
    }
  }

  private UserException bad(String field, String what) {
    return bad(field, what, null);
  }

  private UserException bad(String field, String what, @Nullable Throwable cause) {
    return Malformed.line(line, "field " + Quote.of(field) + ": " + what, cause);
  }
}
