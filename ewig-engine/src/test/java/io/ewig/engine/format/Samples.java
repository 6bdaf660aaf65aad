package io.ewig.engine.format;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.format.commit.CommitWriter;
import io.ewig.engine.format.commit.Names;
import io.ewig.engine.format.commit.Witness;
import io.ewig.engine.format.pack.ObjectHeader;
import io.ewig.engine.format.pack.PackFormat;
import io.ewig.engine.format.pack.PackIndexWriter;
import io.ewig.engine.format.segment.IndexFormat;
import io.ewig.engine.format.segment.IndexWriter;
import io.ewig.engine.format.segment.ManifestFormat;
import io.ewig.engine.format.segment.SegmentHeader;
import io.ewig.engine.format.segment.SegmentState;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Heads;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Fixed values of everything that has a format. */
final class Samples {

  static final Origin STORE = new Origin(0x0123456789abcdefL, 0xfedcba9876543210L);
  static final long NANOS = 1_767_225_600_123_456_789L;

  private Samples() {}

  static Commit commit() {
    TreeMap<String, String> metadata = new TreeMap<>();
    metadata.put("ticket", "#7");
    CommitInfo info =
        new CommitInfo(new Branch("dev"), List.of(new EventId(1, 2)), "ada", "plant", metadata);
    Instant now = Instant.ofEpochSecond(0, NANOS);
    List<Commit.Fact> facts = new ArrayList<>();
    facts.add(fact("ObjectCreated", ValidPeriod.from(now), "{\"id\":\"rose\"}"));
    facts.add(fact("ObjectMoved", ValidPeriod.from(now.minusSeconds(60)), "{\"x\":1}"));
    facts.add(fact("Watered", new ValidPeriod(now, now.plusSeconds(60)), ""));
    Payload blob = new Payload.Blob(salt(), 2 << 20, new Hash(5, 6, 7, 8));
    facts.add(
        new Commit.Fact(
            World.of("a://shed"),
            EventType.CHECKPOINT,
            ValidPeriod.from(now),
            blob,
            blob.commitment()));
    return Commit.seal(
        info, new Commit.Place(41, NANOS, STORE, 9, NANOS / 1_000_000 << 16, Hash.ZERO), facts);
  }

  private static Commit.Fact fact(String type, ValidPeriod valid, String text) {
    Payload payload = new Payload.Inline(salt(), text.getBytes(StandardCharsets.UTF_8));
    return new Commit.Fact(
        World.of("a://garden"), EventType.of(type), valid, payload, payload.commitment());
  }

  private static byte[] salt() {
    byte[] salt = new byte[Payload.SALT_BYTES];
    for (int i = 0; i < salt.length; i++) {
      salt[i] = (byte) i;
    }
    return salt;
  }

  /** The sample commit's only frame. */
  static byte[] commitFrame() {
    return frame(commit());
  }

  /** The same after its first and its last payload were erased. */
  static byte[] erasedFrame() {
    return frame(commit().erase(Set.of(41L, 44L)));
  }

  private static byte[] frame(Commit commit) {
    BytesOut out = new BytesOut(1024);
    new CommitWriter(new Names(), FrameLock.CLEAR)
        .write(
            commit,
            new Heads(),
            new Head(41, NANOS - 1, new Hash(1, 1, 1, 1)).after(commit).chain(),
            3,
            (frame, length, firstSeq, starts, count) -> out.put(frame, 0, length));
    return out.toArray();
  }

  static byte[] segmentHeader() {
    return new SegmentHeader(STORE, 3, 41, NANOS, new Hash(1, 1, 1, 1), new Witness(5)).toFrame();
  }

  static byte[] manifest() {
    BytesOut out = new BytesOut(512);
    out.put(ManifestFormat.header(STORE));
    for (ManifestFormat.Kind kind :
        List.of(
            ManifestFormat.Kind.SEALED, ManifestFormat.Kind.CLEAN, ManifestFormat.Kind.OPENED)) {
      out.put(ManifestFormat.record(entry(0, kind)));
    }
    return out.toArray();
  }

  /** A manifest after a segment was rewritten. */
  static byte[] rewrittenManifest() {
    BytesOut out = new BytesOut(512);
    out.put(ManifestFormat.header(STORE));
    out.put(ManifestFormat.record(entry(0, ManifestFormat.Kind.SEALED)));
    out.put(ManifestFormat.record(entry(1, ManifestFormat.Kind.REWRITTEN)));
    return out.toArray();
  }

  static ManifestFormat.Entry entry(int form, ManifestFormat.Kind kind) {
    return new ManifestFormat.Entry(
        form,
        kind,
        ManifestFormat.Writer.PLAIN,
        3,
        41,
        4,
        4096,
        NANOS,
        NANOS + 1,
        new Hash(1, 2, 3, 4),
        new Hash(5, 6, 7, 8),
        77,
        1 << 20);
  }

  static byte[] index() {
    Names names = new Names();
    names.worlds.add(World.of("a://garden"));
    names.branches.add(Branch.MAIN);
    names.origins.add(STORE);
    names.types.add(EventType.of("Watered"));
    Heads heads = new Heads();
    heads.advance(commit());
    return IndexWriter.write(
        new IndexWriter.Extent(STORE, 3, 41, 4, 4096),
        new OneEntry(),
        new int[] {0, IndexFormat.slot(0x155, 0)},
        new SegmentState(List.of(), names, heads, List.of(new Hash(9, 9, 9, 9))),
        FrameKeys.NONE);
  }

  static byte[] packIndex() {
    List<PackIndexWriter.Entry> entries = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      entries.add(new PackIndexWriter.Entry(packName(i), 16 + 100 * i));
    }
    return PackIndexWriter.write(
        new PackIndexWriter.Extent(7, 5000, 12_345, List.of(16, 4000), new byte[] {1, 2, 3}),
        entries,
        FrameKeys.NONE);
  }

  static Hash packName(int i) {
    return new Hash(0x9E3779B97F4A7C15L * i, i, 3, 4);
  }

  static byte[] packMark() {
    BytesOut frame = new BytesOut(16);
    PackFormat.mark(frame, 4096);
    return frame.toArray();
  }

  static byte[] objectHeader() {
    BytesOut out = new BytesOut(64);
    new ObjectHeader(ObjectHeader.ZSTD, 5000, 300, new Hash(5, 6, 7, 8)).write(out);
    return out.toArray();
  }

  private record OneEntry() implements IndexWriter.Tables {
    @Override
    public int entries() {
      return 1;
    }

    @Override
    public int recordOffset(int entry) {
      return 200;
    }

    @Override
    public int eventStart(int entry) {
      return 80;
    }

    @Override
    public int slots() {
      return 2;
    }

    @Override
    public int slot(int index) {
      return index == 0 ? 0 : IndexFormat.slot(0x155, 0);
    }

    @Override
    public int commits() {
      return 3;
    }

    @Override
    public long nanos(int commit) {
      return NANOS + 70_000L * commit;
    }

    @Override
    public int eventsBefore(int commit) {
      return commit;
    }
  }
}
