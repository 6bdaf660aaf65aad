package io.ewig.engine.internal.warm;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.format.FrameFormat;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.memory.MemoryLog;
import io.ewig.engine.internal.warm.WarmManifestFormat.Entry;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Heads;
import io.ewig.engine.log.Scan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A small log, and the warm file of it: the same on every machine. */
final class WarmSamples {

  static final long FROM = 3;

  private static final int COMMITS = 12;
  private static final long NANOS = 1_700_000_000_123_456_789L;

  private static final String[] PAYLOADS = {
    "{\"id\":\"rose\",\"petals\":%d}",
    "{\"id\":\"tulip\",\"at\":[%d,2.50],\"open\":true}",
    "{\"id\":\"rose\",\"petals\":null,\"n%d\":1}",
    "no document %d",
  };

  private WarmSamples() {}

  static MemoryLog log() {
    MemoryLog log = new MemoryLog();
    for (int i = 0; i < COMMITS; i++) {
      append(log, i);
    }
    return log;
  }

  private static void append(MemoryLog log, int number) {
    Head head = log.appended();
    Branch branch = number % 5 == 4 ? new Branch("side") : Branch.MAIN;
    Origin origin = new Origin(1, 2);
    long nanos = NANOS + 1_000_000L * number * number;
    List<Commit.Fact> facts = new ArrayList<>();
    for (int i = 0; i <= number % 4; i++) {
      facts.add(fact(number, i));
    }
    Heads.ChainHead chain = log.heads().chain(origin, branch);
    Commit.Place place =
        new Commit.Place(
            head.size(),
            nanos,
            origin,
            log.heads().originSeq(origin) + 1,
            WarmFormat.hlcOf(nanos) + number,
            chain == null ? Hash.ZERO : chain.hash());
    log.append(Commit.seal(CommitInfo.on(branch, List.of()), place, facts));
  }

  private static Commit.Fact fact(int number, int index) {
    byte[] salt = new byte[Payload.SALT_BYTES];
    byte[] text =
        PAYLOADS[(number + index) % PAYLOADS.length]
            .replace("%d", Integer.toString(number * 7 + index))
            .getBytes(StandardCharsets.UTF_8);
    Payload payload =
        number == 7 && index == 0
            ? new Payload.Blob(salt, Payload.INLINE_BYTES_MAX + 5, Sha256.of(text))
            : new Payload.Inline(salt, text);
    ValidPeriod valid =
        number == 6
            ? new ValidPeriod(Instant.ofEpochSecond(5, 6), Instant.ofEpochSecond(7, 8))
            : ValidPeriod.from(Instant.ofEpochSecond(1_700_000_000L + number));
    return new Commit.Fact(
        World.of(number % 3 == 0 ? "a://meadow" : "a://garden"),
        index == 1 ? EventType.of("Watered") : EventType.STATE_CHANGED,
        valid,
        payload,
        payload.commitment());
  }

  /** The warm file of all but the first events of the log, in blocks of ten. */
  static byte[] file() throws IOException {
    return file(10);
  }

  static byte[] file(int eventsInBlock) throws IOException {
    Path file = Files.createTempFile("ewig-warm", ".eww");
    MemoryLog log = log();
    long end = log.head().size();
    WarmWriter writer = new WarmWriter(new RealDisk(), file, FrameKeys.NONE, FROM);
    while (writer.endSeq() < end) {
      writer.rows().start(writer.endSeq());
      Scan scan =
          Scan.all().from(writer.endSeq()).before(Math.min(end, writer.endSeq() + eventsInBlock));
      try (EventCursor cursor = log.scan(scan)) {
        while (cursor.next()) {
          writer.rows().add(cursor);
        }
      }
      writer.block();
    }
    writer.finish(log.get(end - 1).hash());
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }

  static byte[] manifest() {
    return WarmManifestFormat.write(
        List.of(
            new Entry(4, 0, 100, 5000, new Hash(1, 2, 3, 4)),
            new Entry(2, 100, 150, 700, new Hash(5, 6, 7, 8)),
            new Entry(9, 300, 301, 60, new Hash(9, 9, 9, 9))));
  }

  /** Makes all checksums of a damaged file hold, as far as it can be walked. */
  static void mend(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int tail = file.length - WarmFormat.TAIL;
    if (tail < WarmFormat.WRAPPED) {
      return;
    }
    bytes.putInt(tail + WarmFormat.TAIL_CRC, Checksum.of(file, tail, WarmFormat.TAIL_CRC));
    int header = WarmFormat.WRAPPED - WarmFormat.CHECKED;
    bytes.putInt(WarmFormat.CRC, Checksum.of(file, WarmFormat.CHECKED, header));
    int at = WarmFormat.WRAPPED;
    while (at + Integer.BYTES < tail) {
      int length = bytes.getInt(at);
      int frame = at + Integer.BYTES;
      if (length < FrameFormat.BODY || length > tail - frame) {
        return;
      }
      int rest = length - FrameFormat.SEQ;
      bytes.putInt(
          frame + FrameFormat.CRC,
          Checksum.of(file, frame, FrameFormat.CRC, frame + FrameFormat.SEQ, rest));
      at = frame + length;
    }
  }
}
