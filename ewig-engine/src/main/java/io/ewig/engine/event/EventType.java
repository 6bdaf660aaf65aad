package io.ewig.engine.event;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.Quote;
import io.ewig.engine.error.UserException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What kind of thing happened: a code of two bytes and, for {@code Custom} alone, a name of its
 * own.
 *
 * <p>Codes are on disk and in hashes: they are never reused.
 */
public record EventType(int code, String name) {

  public static final EventType WORLD_CREATED = new EventType(0x01, "WorldCreated");
  public static final EventType WORLD_DESTROYED = new EventType(0x02, "WorldDestroyed");
  public static final EventType CHECKPOINT = new EventType(0x03, "Checkpoint");
  public static final EventType STATE_CHANGED = new EventType(0x10, "StateChanged");
  public static final EventType STATE_BATCH = new EventType(0x11, "StateBatch");
  public static final EventType PLAYER_ACTION = new EventType(0x20, "PlayerAction");
  public static final EventType PLAYER_JOINED = new EventType(0x21, "PlayerJoined");
  public static final EventType PLAYER_LEFT = new EventType(0x22, "PlayerLeft");
  public static final EventType OBJECT_CREATED = new EventType(0x30, "ObjectCreated");
  public static final EventType OBJECT_DESTROYED = new EventType(0x31, "ObjectDestroyed");
  public static final EventType OBJECT_MOVED = new EventType(0x32, "ObjectMoved");
  public static final EventType OBJECT_SET = new EventType(0x33, "ObjectSet");
  public static final EventType SCHEMA_CHANGED = new EventType(0x40, "SchemaChanged");
  public static final EventType ROW_PUT = new EventType(0x41, "RowPut");
  public static final EventType ROW_DELETED = new EventType(0x42, "RowDeleted");
  public static final EventType ROW_CHANGED = new EventType(0x43, "RowChanged");
  public static final EventType BRANCH_CREATED = new EventType(0x50, "BranchCreated");
  public static final EventType BRANCH_DROPPED = new EventType(0x51, "BranchDropped");
  public static final EventType BRANCH_MERGED = new EventType(0x52, "BranchMerged");
  public static final EventType TAG_CREATED = new EventType(0x53, "TagCreated");
  public static final EventType TAG_DROPPED = new EventType(0x54, "TagDropped");
  public static final EventType BRANCH_MOVED = new EventType(0x55, "BranchMoved");
  public static final EventType BRANCH_RENAMED = new EventType(0x56, "BranchRenamed");
  public static final EventType BRANCH_RESTORED = new EventType(0x57, "BranchRestored");
  public static final EventType PAYLOAD_ERASED = new EventType(0x60, "PayloadErased");
  public static final EventType PEER_CHANGED = new EventType(0x70, "PeerChanged");

  /** The code of every type that users name themselves. */
  public static final int CUSTOM_CODE = 0x80;

  public static final int NAME_BYTES_MAX = 255;

  private static final List<EventType> KNOWN =
      List.of(
          WORLD_CREATED,
          WORLD_DESTROYED,
          CHECKPOINT,
          STATE_CHANGED,
          STATE_BATCH,
          PLAYER_ACTION,
          PLAYER_JOINED,
          PLAYER_LEFT,
          OBJECT_CREATED,
          OBJECT_DESTROYED,
          OBJECT_MOVED,
          OBJECT_SET,
          SCHEMA_CHANGED,
          ROW_PUT,
          ROW_DELETED,
          ROW_CHANGED,
          BRANCH_CREATED,
          BRANCH_DROPPED,
          BRANCH_MERGED,
          TAG_CREATED,
          TAG_DROPPED,
          BRANCH_MOVED,
          BRANCH_RENAMED,
          BRANCH_RESTORED,
          PAYLOAD_ERASED,
          PEER_CHANGED);

  private static final Map<String, EventType> BY_NAME = new HashMap<>();
  private static final EventType[] BY_CODE = new EventType[CUSTOM_CODE];

  static {
    for (EventType type : KNOWN) {
      BY_NAME.put(type.name, type);
      BY_CODE[type.code] = type;
    }
  }

  public EventType {
    if (code != CUSTOM_CODE && (code <= 0 || code > CUSTOM_CODE)) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "no event type has the code 0x" + Integer.toHexString(code));
    }
    if (!isName(name)) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          Quote.of(name)
              + " does not name an event type; use a letter, then up to 254 of A-Za-z0-9_.:/-");
    }
  }

  /** By hand: whoever appends makes one for each event. */
  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isLetter(c) && (i == 0 || !isInner(c))) {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= NAME_BYTES_MAX;
  }

  private static boolean isLetter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private static boolean isInner(char c) {
    return (c >= '0' && c <= '9') || "_.:/-".indexOf(c) >= 0;
  }

  /** The known type of that name, or else a custom one. */
  public static EventType of(String name) {
    EventType known = BY_NAME.get(name);
    return known != null ? known : new EventType(CUSTOM_CODE, name);
  }

  /** The known type of that code. */
  public static EventType ofCode(int code) {
    if (code <= 0 || code >= BY_CODE.length || BY_CODE[code] == null) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "no event type has the code 0x" + Integer.toHexString(code));
    }
    return BY_CODE[code];
  }

  public static List<EventType> known() {
    return KNOWN;
  }

  /** Whether it is about a row of a table. */
  public boolean isOfRow() {
    return code >= ROW_PUT.code && code <= ROW_CHANGED.code;
  }

  public boolean isCustom() {
    return code == CUSTOM_CODE;
  }

  /**
   * By hand: asked several times for each event, and what a record makes is not inlined that deep.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof EventType that && code == that.code && name.equals(that.name));
  }

  @Override
  public int hashCode() {
    return 31 * code + name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
