package io.ewig.sync.protocol;

import static io.ewig.sync.protocol.BatchFormat.HAS_WORDS;

import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Commit.Fact;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.exchange.Compression;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.commit.Names;
import io.ewig.engine.format.commit.Texts;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.time.SystemNanos;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.DataFormatException;

/**
 * Unpacks commits, see {@link BatchFormat}; for one batch, one thread. Ids and hashes are those
 * that follow from what was read; positions count from 0.
 */
final class BatchReader {

  private final Names names = new Names();
  private final Chains chains = new Chains();
  private final BytesIn heads = new BytesIn();
  private final PayloadReader payloads;
  private final BytesIn seals = new BytesIn();
  private final List<Commit> commits = new ArrayList<>();
  private final SaltReader salts;
  private long seq;
  private final Allowance allowance;

  /**
   * Opens all that is left.
   *
   * @param allowance how much there may be
   */
  BatchReader(BytesIn in, Allowance allowance) {
    this.allowance = allowance;
    int headBytes = allowance.takeBytes(in, "bytes of heads");
    int payloadBytes = allowance.takeBytes(in, "bytes of payloads");
    payloads = new PayloadReader(in, payloadBytes);
    open(in, headBytes, payloadBytes);
    salts = new SaltReader(seals);
  }

  Message.Events read() {
    try {
      while (heads.remaining() > 0) {
        readCommit();
      }
      finish();
    } catch (UserException e) {
      throw heads.malformed(String.valueOf(e.getMessage()));
    }
    return new Message.Events(commits, salts.keys(), true);
  }

  private void open(BytesIn in, int headBytes, int payloadBytes) {
    int packed = in.getCount(in.remaining(), "bytes of words");
    byte[] words = words(in, headBytes + payloadBytes, packed);
    heads.wrap(words, 0, headBytes, "heads of a batch", 0);
    payloads.open(words, headBytes);
    byte[] rest = in.get(in.remaining());
    seals.wrap(rest, 0, rest.length, "seals of a batch", 0);
  }

  private static byte[] words(BytesIn in, int length, int packed) {
    if (packed == 0) {
      return in.get(length);
    }
    byte[] frame = in.get(packed);
    if (length <= packed || length > (long) ProtocolLimits.RATIO_MAX * packed) {
      throw in.malformed(packed + " bytes that are " + length + " decompressed");
    }
    try {
      return Compression.decompress(frame, 0, frame.length, length);
    } catch (DataFormatException e) {
      throw in.malformed(String.valueOf(e.getMessage()));
    }
  }

  private void readCommit() {
    Origin origin = readOrigin();
    Branch branch = readBranch();
    long originSeq = heads.getZigzag() + chains.due(origin);
    long nanos = heads.getZigzag() + chains.nanos();
    long hlc = heads.getZigzag() + BatchFormat.hlcBase(nanos);
    Instant base = SystemNanos.toInstant(heads.getZigzag() + nanos);
    CommitInfo info = readInfo(branch);
    int count = allowance.takeEvents(heads, Commit.EVENTS_MAX);
    Hash parent = chains.last(origin, branch);
    if (parent == null) {
      parent = seals.getHash();
    }
    List<Fact> facts = new ArrayList<>(Math.min(count, heads.remaining()));
    for (int i = 0; i < count; i++) {
      facts.add(readFact(base, origin, originSeq + i));
    }
    Commit.Place place = new Commit.Place(seq, nanos, origin, originSeq, hlc, parent);
    Commit commit = Commit.seal(info, place, facts);
    seq = commit.endSeq();
    chains.advance(commit);
    commits.add(commit);
  }

  private Origin readOrigin() {
    int ref = heads.getCount(names.origins.size(), "origins");
    return names.origins.get(
        ref == BatchFormat.NEW_NAME
            ? names.origins.add(new Origin(heads.getLong(), heads.getLong()))
            : ref - 1);
  }

  private Branch readBranch() {
    int ref = heads.getCount(names.branches.size(), "branches");
    return names.branches.get(
        ref == BatchFormat.NEW_NAME
            ? names.branches.add(Texts.branch(text(Branch.BYTES_MAX, "a branch name"), heads))
            : ref - 1);
  }

  private String text(int bytesMax, String what) {
    return heads.getText(bytesMax, what);
  }

  private CommitInfo readInfo(Branch branch) {
    CommitInfo info = CommitInfo.on(branch, List.of());
    int flags = heads.getByte();
    if ((flags & ~HAS_WORDS) != 0) {
      throw heads.malformed("a commit with the flags " + flags);
    }
    if (flags == HAS_WORDS) {
      String author = text(CommitInfo.AUTHOR_BYTES_MAX, "an author");
      String message = text(CommitInfo.MESSAGE_BYTES_MAX, "a message");
      TreeMap<String, String> metadata = new TreeMap<>();
      int entries = heads.getCount(CommitInfo.ENTRIES_MAX, "metadata entries");
      for (int i = 0; i < entries; i++) {
        String key = text(CommitInfo.METADATA_BYTES_MAX, "a metadata key");
        metadata.put(key, text(CommitInfo.METADATA_BYTES_MAX, "a metadata value"));
      }
      info = new CommitInfo(branch, List.of(), author, message, metadata);
    }
    return info.withParents(readParents());
  }

  private List<EventId> readParents() {
    int count = heads.getCount(CommitInfo.PARENTS_MAX, "parents");
    List<EventId> parents = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int distance = heads.getCount(chains.commits(), "commits back");
      parents.add(
          distance == 0 ? new EventId(heads.getLong(), heads.getLong()) : chains.back(distance));
    }
    return parents;
  }

  private Fact readFact(Instant base, Origin origin, long originSeq) {
    int form = heads.getByte();
    int validForm = form & BatchFormat.VALID_FORM_MASK;
    if (validForm > BatchFormat.VALID_FROM_TO || form >>> 4 != 0) {
      throw heads.malformed("an event of the form " + form);
    }
    World world = readWorld();
    EventType type = readType();
    long size = heads.getVarint();
    Instant from = validForm == BatchFormat.VALID_FROM_BASE ? base : readInstant(base);
    Instant to = validForm == BatchFormat.VALID_FROM_TO ? readInstant(base) : ValidPeriod.OPEN_END;
    Payload payload = readPayload(form, size, origin, originSeq);
    return new Fact(world, type, new ValidPeriod(from, to), payload, payload.commitment());
  }

  private World readWorld() {
    int ref = heads.getCount(names.worlds.size(), "worlds");
    return names.worlds.get(
        ref == BatchFormat.NEW_NAME
            ? names.worlds.add(Texts.world(text(World.BYTES_MAX, "a world name"), heads))
            : ref - 1);
  }

  private EventType readType() {
    int limit = BatchFormat.FIRST_TYPE_REF + names.types.size() - 1;
    int code = heads.getCount(limit, "as a type");
    if (code < BatchFormat.NEW_TYPE) {
      return Texts.type(code, heads);
    }
    if (code == BatchFormat.NEW_TYPE) {
      EventType fresh = Texts.type(text(EventType.NAME_BYTES_MAX, "a type name"), heads);
      names.types.add(fresh);
      return fresh;
    }
    return names.types.get(code - BatchFormat.FIRST_TYPE_REF);
  }

  private Instant readInstant(Instant base) {
    long seconds = heads.getZigzag() + base.getEpochSecond();
    long nanos = heads.getVarint();
    if (seconds < Instant.MIN.getEpochSecond()
        || seconds > Instant.MAX.getEpochSecond()
        || nanos < 0
        || nanos > 999_999_999) {
      throw heads.malformed(seconds + " s and " + nanos + " ns as an instant");
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }

  private Payload readPayload(int form, long size, Origin origin, long originSeq) {
    if ((form & BatchFormat.ERASED) != 0) {
      if (size != 0) {
        throw heads.malformed("a payload that is not there, of " + size + " bytes");
      }
      Hash commitment = seals.getHash();
      return (form & BatchFormat.FORMS) == BatchFormat.WITHHELD
          ? new Payload.Withheld(commitment)
          : new Payload.Erased(commitment);
    }
    boolean blob = (form & BatchFormat.BLOB) != 0;
    boolean fits =
        blob
            ? size > Payload.INLINE_BYTES_MAX && size <= Payload.BYTES_MAX
            : size >= 0 && size <= Payload.INLINE_BYTES_MAX;
    if (!fits) {
      throw heads.malformed("a payload of " + size + " bytes");
    }
    byte[] salt = salts.next(origin, originSeq);
    return blob
        ? new Payload.Blob(salt, size, payloads.nextHash())
        : new Payload.Inline(salt, payloads.next((int) size));
  }

  private void finish() {
    for (Hash end : chains.ends()) {
      if (!seals.getHash().equals(end)) {
        throw seals.malformed("a chain of the batch does not come to the hash that it claims");
      }
    }
    if (seals.remaining() + payloads.remaining() > 0 || salts.isOpen()) {
      throw seals.malformed("a batch goes on after its last event");
    }
  }
}
