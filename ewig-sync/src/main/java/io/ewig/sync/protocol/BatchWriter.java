package io.ewig.sync.protocol;

import static io.ewig.sync.protocol.BatchFormat.HAS_WORDS;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.exchange.Compression;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.commit.Names;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.time.SystemNanos;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Packs commits, see {@link BatchFormat}; for one batch, one thread. */
final class BatchWriter {

  /** Less is hardly worth the work. */
  private static final int COMPRESSED_FROM_BYTES = 256;

  private final Names names = new Names();
  private final Chains chains = new Chains();
  private final BytesOut heads = new BytesOut(1 << 12);
  private final BytesOut payloads = new BytesOut(1 << 14);
  private final BytesOut seals = new BytesOut(1 << 12);

  private final ColumnWriter columns = new ColumnWriter();
  private final SaltWriter salts;
  private boolean isOfRows = true;
  private int events;

  private BatchWriter(Message.Events of) {
    salts = new SaltWriter(of.commits(), of.saltKeys());
    salts.putKeys(seals);
  }

  static void write(Message.Events events, BytesOut out) {
    BatchWriter batch = new BatchWriter(events);
    events.commits().forEach(batch::put);
    batch.finish(out);
  }

  private void put(Commit commit) {
    Event first = commit.first();
    CommitInfo info = commit.info();
    long nanos = commit.systemNanos();
    long base = base(first, nanos);
    putOrigin(first.origin());
    putBranch(info.branch());
    heads
        .putZigzag(first.originSeq() - chains.due(first.origin()))
        .putZigzag(nanos - chains.nanos())
        .putZigzag(first.hlc() - BatchFormat.hlcBase(nanos))
        .putZigzag(base - nanos);
    putWords(info);
    heads.putVarint(info.parents().size());
    info.parents().forEach(this::putParent);
    if (chains.last(first.origin(), info.branch()) == null) {
      seals.putHash(first.parent());
    }
    heads.putVarint(commit.events().size());
    events += commit.events().size();
    for (Event event : commit.events()) {
      putEvent(event, base);
    }
    chains.advance(commit);
  }

  /** When the first event is valid from, if that is a system time. */
  private static long base(Event first, long otherwise) {
    long nanos = first.valid().fromNanos();
    return SystemNanos.toInstant(nanos).equals(first.valid().from()) ? nanos : otherwise;
  }

  private void putOrigin(Origin origin) {
    int number = names.origins.find(origin);
    heads.putVarint(number + 1);
    if (number < 0) {
      names.origins.add(origin);
      heads.putLong(origin.high()).putLong(origin.low());
    }
  }

  private void putBranch(Branch branch) {
    int number = names.branches.find(branch);
    heads.putVarint(number + 1);
    if (number < 0) {
      names.branches.add(branch);
      heads.putText(branch.name());
    }
  }

  private void putWords(CommitInfo info) {
    heads.putByte(info.isPlain() ? 0 : HAS_WORDS);
    if (!info.isPlain()) {
      heads.putText(info.author()).putText(info.message()).putVarint(info.metadata().size());
      info.metadata().forEach((key, value) -> heads.putText(key).putText(value));
    }
  }

  private void putParent(EventId parent) {
    int distance = chains.distance(parent);
    heads.putVarint(distance);
    if (distance == 0) {
      heads.putLong(parent.high()).putLong(parent.low());
    }
  }

  private void putEvent(Event event, long base) {
    Payload payload = event.payload();
    int form = validForm(event.valid(), base);
    heads.putByte(form | formOf(payload));
    int world = names.worlds.find(event.world());
    heads.putVarint(world + 1);
    if (world < 0) {
      names.worlds.add(event.world());
      heads.putText(event.world().uri());
    }
    putType(event.type());
    heads.putVarint(payload.size());
    if (form != BatchFormat.VALID_FROM_BASE) {
      putInstant(event.valid().from(), base);
    }
    if (form == BatchFormat.VALID_FROM_TO) {
      putInstant(event.valid().to(), base);
    }
    isOfRows &= event.type().isOfRow();
    putPayload(payload);
  }

  private static int validForm(ValidPeriod valid, long base) {
    if (!valid.isOpenEnded()) {
      return BatchFormat.VALID_FROM_TO;
    }
    return valid.from().equals(SystemNanos.toInstant(base))
        ? BatchFormat.VALID_FROM_BASE
        : BatchFormat.VALID_FROM;
  }

  private static int formOf(Payload payload) {
    if (payload instanceof Payload.Blob) {
      return BatchFormat.BLOB;
    }
    if (payload instanceof Payload.Withheld) {
      return BatchFormat.WITHHELD;
    }
    return payload instanceof Payload.Erased ? BatchFormat.ERASED : 0;
  }

  private void putType(EventType type) {
    if (!type.isCustom()) {
      heads.putVarint(type.code());
      return;
    }
    int number = names.types.find(type);
    if (number >= 0) {
      heads.putVarint(BatchFormat.FIRST_TYPE_REF + number);
    } else {
      names.types.add(type);
      heads.putVarint(BatchFormat.NEW_TYPE).putText(type.name());
    }
  }

  private void putInstant(Instant instant, long base) {
    long second = SystemNanos.toInstant(base).getEpochSecond();
    heads.putZigzag(instant.getEpochSecond() - second).putVarint(instant.getNano());
  }

  private void putPayload(Payload payload) {
    if (payload instanceof Payload.Inline inline) {
      salts.put(seals);
      byte[] bytes = inline.bytes();
      payloads.put(bytes);
      if (isOfRows) {
        columns.add(bytes);
      }
    } else if (payload instanceof Payload.Blob blob) {
      isOfRows = false;
      salts.put(seals);
      payloads.putHash(blob.content());
    } else {
      seals.putHash(payload.commitment());
    }
  }

  /** What would not be read, since little must not become very much. */
  private boolean isTooShort(byte[] words, byte[] packed) {
    return words.length > ProtocolLimits.RATIO_MAX * (long) packed.length
        || events > Math.max(ProtocolLimits.BATCH_EVENTS, packed.length + seals.size());
  }

  private void finish(BytesOut out) {
    out.putVarint(heads.size()).putVarint(payloads.size());
    byte[] words = words(payloads);
    byte[] packed = packed(words);
    if (packed != null && isOfRows && columns.isOfUse()) {
      BytesOut rows = new BytesOut(payloads.size());
      columns.putColumns(rows);
      byte[] beside = packed(words(rows));
      if (beside != null && beside.length < packed.length) {
        columns.putGroups(out);
        putBody(words, beside, out);
        return;
      }
    }
    out.putVarint(0);
    putBody(words, packed, out);
  }

  private byte[] words(BytesOut bodies) {
    BytesOut all = new BytesOut(heads.size() + bodies.size());
    all.put(heads.array(), 0, heads.size()).put(bodies.array(), 0, bodies.size());
    return all.toArray();
  }

  private byte @Nullable [] packed(byte[] words) {
    byte[] packed = words.length < COMPRESSED_FROM_BYTES ? null : Compression.compress(words);
    return packed == null || isTooShort(words, packed) ? null : packed;
  }

  private void putBody(byte[] words, byte @Nullable [] packed, BytesOut out) {
    if (packed == null) {
      out.putVarint(0).put(words);
    } else {
      out.putVarint(packed.length).put(packed);
    }
    out.put(seals.array(), 0, seals.size());
    for (Hash end : chains.ends()) {
      out.putHash(end);
    }
  }
}
