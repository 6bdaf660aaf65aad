package io.ewig.engine.format.commit;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.FrameFormat;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.json.Json;
import io.ewig.engine.time.SystemNanos;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the events of one frame of a commit, see {@link CommitFormat}.
 *
 * <p>A reusable flyweight: {@link #wrap} a frame, then {@link #next()} moves from event to event.
 * It adds to the names what the frame defines, which changes nothing where they are complete. One
 * thread.
 */
public final class FrameReader {

  private final BytesIn in = new BytesIn();
  private final PlainEvents others = new PlainEvents();

  private Names names = new Names();
  private byte[] frame = {};
  private boolean first;
  private boolean last;
  private int count;
  private int index;
  private long firstSeq;
  private long systemNanos;
  private int branch;
  private int origin;
  private long originSeq;
  private long hlc;
  private long parentDistance;
  private Hash parent = Hash.ZERO;
  private long indexInCommit;
  private int total;
  private Hash chain = Hash.ZERO;
  private int wordsAt;

  private int eventFlags;
  private int world;
  private EventType type = EventType.STATE_CHANGED;
  private long size;
  private int hashAt;
  private int previousHashAt;

  /**
   * @param bytes a frame of kind COMMIT or CONTINUED, checksum checked and decrypted
   * @param end the index after its body
   */
  public void wrap(byte[] bytes, int end, Names dictionary, String file, long offset) {
    in.wrap(bytes, 0, end, file, offset);
    names = dictionary;
    frame = bytes;
    int kind = in.getByte();
    if (kind != FrameFormat.COMMIT && kind != FrameFormat.CONTINUED) {
      throw in.malformed("a frame of kind " + kind + " where a commit was expected");
    }
    first = kind == FrameFormat.COMMIT;
    last = (in.getByte() & FrameFormat.LAST) != 0;
    count = in.getShort();
    in.skip(Integer.BYTES);
    firstSeq = in.getLong();
    index = -1;
    hashAt = 0;
    if (first) {
      in.getVarint(); // what it bears witness of, see saidBy
    }
    readRun();
    if (first) {
      readCommit();
    } else {
      indexInCommit = in.getVarint();
    }
  }

  /** What a frame says of how much was durable when it was written, see {@link Witness}. */
  public static long saidBy(byte[] bytes, int end) {
    if (bytes[FrameFormat.KIND] != FrameFormat.COMMIT) {
      return Witness.SILENCE;
    }
    BytesIn in = new BytesIn();
    in.wrap(bytes, FrameFormat.BODY, end, "", 0);
    return in.getVarint();
  }

  private void readRun() {
    systemNanos = in.getLong();
    branch = readBranch();
    origin = readOrigin();
    originSeq = in.getVarint();
    hlc = in.getZigzag() + CommitFormat.hlcBase(systemNanos);
    long code = in.getVarint();
    parent = code == CommitFormat.PARENT_EXPLICIT ? in.getHash() : Hash.ZERO;
    parentDistance = Math.max(0, code - CommitFormat.PARENT_EXPLICIT);
  }

  private int readBranch() {
    int ref = in.getCount(names.branches.size(), "branches");
    if (ref != CommitFormat.NEW_NAME) {
      return ref - 1;
    }
    String name = in.getText(Branch.BYTES_MAX, "a branch name");
    return names.branches.add(Texts.branch(name, in));
  }

  private int readOrigin() {
    int ref = in.getCount(names.origins.size(), "origins");
    return ref != CommitFormat.NEW_NAME
        ? ref - 1
        : names.origins.add(new Origin(in.getLong(), in.getLong()));
  }

  private void readCommit() {
    indexInCommit = 0;
    total = in.getCount(Integer.MAX_VALUE, "events in a commit");
    chain = in.getHash();
    wordsAt = in.at();
    CommitWords.skip(in);
    ParentRef.skipAll(in);
  }

  /** Moves to the next event; false after the last one. */
  public boolean next() {
    if (index + 1 >= count) {
      index = count;
      return false;
    }
    index++;
    eventFlags = in.getByte();
    if ((eventFlags & CommitFormat.VALID_FORM_MASK) > CommitFormat.VALID_FROM_TO) {
      throw in.malformed("an event with the flags " + eventFlags);
    }
    world = readWorld();
    type = readType();
    size = in.getVarint();
    previousHashAt = hashAt;
    hashAt = in.at();
    in.skip(Hash.BYTES + sealBytes() + validBytes() + payloadBytes());
    return true;
  }

  /**
   * Moves to the next event of a world that comes before a seq; false if the frame has none. All
   * that the frame names has to be known.
   */
  public boolean nextOf(SoughtWorld sought, long beforeSeq) {
    int end = (int) Math.min(count, beforeSeq - firstSeq);
    while (index + 1 < end) {
      if (passOthers(sought, end - 1 - index)) {
        return true;
      }
      if (index + 1 < end && next() && world == sought.number()) {
        return true;
      }
    }
    return false;
  }

  /** Whether it came to an event of the world. */
  private boolean passOthers(SoughtWorld sought, int most) {
    others.pass(frame, in.at(), in.end(), most, sought, names.worlds.size());
    in.moveTo(others.at());
    if (others.passed() > 0) {
      index += others.passed();
      hashAt = others.hashAt();
    }
    EventType found = others.type();
    if (found == null) {
      return false;
    }
    index++;
    eventFlags = 0;
    world = sought.number();
    type = found;
    size = others.size();
    previousHashAt = hashAt;
    hashAt = others.soughtHashAt();
    return true;
  }

  /** Jumps to an event whose start is known from an index; the ones before need not be read. */
  public void moveTo(int eventIndex, int start) {
    in.moveTo(start);
    hashAt = 0;
    index = eventIndex - 1;
    if (!next()) {
      throw in.malformed("event " + eventIndex + " of a frame of " + count);
    }
  }

  private int readWorld() {
    int ref = in.getCount(names.worlds.size(), "worlds");
    if (ref != CommitFormat.NEW_NAME) {
      return ref - 1;
    }
    return names.worlds.add(Texts.world(in.getText(World.BYTES_MAX, "a world name"), in));
  }

  private EventType readType() {
    int code = in.getCount(CommitFormat.FIRST_TYPE_REF + names.types.size() - 1, "as a type");
    if (code < CommitFormat.NEW_TYPE) {
      return Texts.type(code, in);
    }
    if (code == CommitFormat.NEW_TYPE) {
      EventType fresh = Texts.type(in.getText(EventType.NAME_BYTES_MAX, "a type name"), in);
      names.types.add(fresh);
      return fresh;
    }
    return names.types.get(code - CommitFormat.FIRST_TYPE_REF);
  }

  private int validBytes() {
    return 12 * (eventFlags & CommitFormat.VALID_FORM_MASK);
  }

  private int sealBytes() {
    return isGone() ? Hash.BYTES : Payload.SALT_BYTES;
  }

  private int payloadBytes() {
    boolean blob = form() == CommitFormat.BLOB;
    if (size < 0 || size > (blob ? Payload.BYTES_MAX : inlineBytesMax())) {
      throw in.malformed("a payload of " + size + " bytes");
    }
    return blob ? Hash.BYTES : (int) size;
  }

  private int inlineBytesMax() {
    return isGone() ? 0 : Payload.INLINE_BYTES_MAX;
  }

  /** Where the event after the current one starts within the frame. */
  public int nextStart() {
    return in.at();
  }

  public boolean isFirstOfCommit() {
    return first;
  }

  public boolean isLastOfCommit() {
    return last;
  }

  public int count() {
    return count;
  }

  public long firstSeq() {
    return firstSeq;
  }

  public long systemNanos() {
    return systemNanos;
  }

  public Branch branch() {
    return names.branches.get(branch);
  }

  public Origin origin() {
    return names.origins.get(origin);
  }

  /** The seq of the first event of the commit that this frame is part of. */
  public long commitSeq() {
    return firstSeq - indexInCommit;
  }

  /** Events in the whole commit; of its first frame only. */
  public int total() {
    return total;
  }

  /** The log chain after the commit; of its first frame only. */
  public Hash chain() {
    return chain;
  }

  /** How many seqs before the frame's first event its parent lies; 0 if {@link #explicitParent}. */
  public long parentDistance() {
    return parentDistance;
  }

  public Hash explicitParent() {
    return parent;
  }

  /** Number of the current event within the frame. */
  public int index() {
    return index;
  }

  public long seq() {
    return firstSeq + index;
  }

  public long originSeq() {
    return originSeq + index;
  }

  public long hlc() {
    return hlc + index;
  }

  public int worldNumber() {
    return world;
  }

  public World world() {
    return names.worlds.get(world);
  }

  public EventType type() {
    return type;
  }

  public long payloadSize() {
    return size;
  }

  public Hash hash() {
    return Hash.read(frame, hashAt);
  }

  /** Whether the event before the current one was read, so that {@link #previousHash} has it. */
  public boolean knowsPrevious() {
    return previousHashAt != 0;
  }

  /** The hash of the event before the current one in this frame: the current one's parent. */
  public Hash previousHash() {
    return Hash.read(frame, previousHashAt);
  }

  public ValidPeriod valid() {
    int form = eventFlags & CommitFormat.VALID_FORM_MASK;
    if (form == CommitFormat.VALID_FROM_COMMIT) {
      return ValidPeriod.from(SystemNanos.toInstant(systemNanos));
    }
    int next = in.at();
    in.moveTo(hashAt + Hash.BYTES + sealBytes());
    Instant from = readInstant();
    Instant to = form == CommitFormat.VALID_FROM_TO ? readInstant() : ValidPeriod.OPEN_END;
    in.moveTo(next);
    if (!from.isBefore(to)) {
      throw in.malformed("a valid period that ends at " + to + " before it starts at " + from);
    }
    return new ValidPeriod(from, to);
  }

  private Instant readInstant() {
    long seconds = in.getLong();
    int nanos = in.getInt();
    if (seconds < Instant.MIN.getEpochSecond()
        || seconds > Instant.MAX.getEpochSecond()
        || nanos < 0
        || nanos > 999_999_999) {
      throw in.malformed(seconds + " s and " + nanos + " ns as an instant");
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }

  private int form() {
    return eventFlags & CommitFormat.FORMS;
  }

  /** Whether there is nothing here of the payload but its commitment. */
  private boolean isGone() {
    return (form() & CommitFormat.ERASED) != 0;
  }

  public Payload payload() {
    if (isGone()) {
      Hash commitment = Hash.read(frame, hashAt + Hash.BYTES);
      return form() == CommitFormat.WITHHELD
          ? new Payload.Withheld(commitment)
          : new Payload.Erased(commitment);
    }
    int next = in.at();
    in.moveTo(hashAt + Hash.BYTES);
    byte[] salt = in.get(Payload.SALT_BYTES);
    in.skip(validBytes());
    Payload payload =
        form() == CommitFormat.BLOB
            ? new Payload.Blob(salt, size, in.getHash())
            : new Payload.Inline(salt, in.get((int) size));
    in.moveTo(next);
    return payload;
  }

  /**
   * The payload as text, if it is here and a simple JSON document; else null.
   *
   * @param isKnown whether it was found to be one before
   */
  public @Nullable String simpleDocument(boolean isKnown) {
    if (form() != 0) {
      return null;
    }
    int end = in.at();
    int start = end - (int) size;
    return isKnown || Json.isSimple(frame, start, end)
        ? new String(frame, start, end - start, StandardCharsets.ISO_8859_1)
        : null;
  }

  /** What the commit says about itself, without its parents; of its first frame only. */
  public CommitInfo words() {
    int next = in.at();
    in.moveTo(wordsAt);
    CommitInfo info = CommitWords.read(in, branch());
    in.moveTo(next);
    return info;
  }

  /** The commit's parents as they are written; of its first frame only. */
  public List<ParentRef> parents() {
    int next = in.at();
    in.moveTo(wordsAt);
    CommitWords.skip(in);
    List<ParentRef> refs = ParentRef.readAll(in);
    in.moveTo(next);
    return refs;
  }
}
