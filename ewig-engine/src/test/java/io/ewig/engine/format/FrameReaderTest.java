package io.ewig.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.format.commit.CommitWriter;
import io.ewig.engine.format.commit.FrameReader;
import io.ewig.engine.format.commit.Names;
import io.ewig.engine.format.commit.SoughtWorld;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.json.Json;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Heads;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.time.SystemNanos;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Reading one frame: event by event, or those of one world. */
class FrameReaderTest {

  private static final long NANOS = 1_700_000_000_000_000_000L;
  private static final long FIRST_SEQ = 41;
  private static final int WORLDS = 300; // so that some take a byte and some two
  private static final int EVENTS = 600;

  private final Randoms random = new Randoms(7);

  private Commit.Fact fact() {
    Instant now = SystemNanos.toInstant(NANOS);
    ValidPeriod late = new ValidPeriod(now, now.plusSeconds(1));
    ValidPeriod valid = random.oneIn(8) ? late : ValidPeriod.from(now);
    EventType type = EventType.of(random.oneIn(8) ? "a.b:c" : "StateChanged");
    Payload payload = new Payload.Inline(random.bytes(Payload.SALT_BYTES), payload());
    World world = World.of("a://garden/" + random.below(WORLDS));
    return new Commit.Fact(world, type, valid, payload, payload.commitment());
  }

  private byte[] payload() {
    if (random.oneIn(4)) {
      String document = random.of("{\"visits\": 7}", "[1,2", "\"caf\u00e9\"", "[]");
      return document.getBytes(StandardCharsets.UTF_8);
    }
    int size = random.of(0, 1, 127, 128, 300);
    return random.bytes(random.oneIn(100) ? 16_384 : size);
  }

  private Commit commit() {
    List<Commit.Fact> facts = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      facts.add(fact());
    }
    Set<Long> erased = new TreeSet<>();
    for (long seq = FIRST_SEQ; seq < FIRST_SEQ + EVENTS; seq++) {
      if (random.oneIn(20)) {
        erased.add(seq);
      }
    }
    return Commit.seal(
            CommitInfo.on(Branch.MAIN, List.of()),
            new Commit.Place(
                FIRST_SEQ, NANOS, new Origin(7, 7), 9, NANOS / 1_000_000 << 16, Hash.ZERO),
            facts)
        .erase(erased);
  }

  private static List<byte[]> frames(Commit commit, Names names) {
    List<byte[]> frames = new ArrayList<>();
    new CommitWriter(names, FrameLock.CLEAR)
        .write(
            commit,
            new Heads(),
            new Head(FIRST_SEQ, NANOS - 1, Hash.ZERO).after(commit).chain(),
            0,
            (frame, length, firstSeq, starts, count) -> frames.add(Arrays.copyOf(frame, length)));
    return frames;
  }

  private static FrameReader reading(byte[] frame, Names names) {
    FrameReader reader = new FrameReader();
    int end = FrameLock.CLEAR.open(frame, frame.length, "a frame", 0);
    reader.wrap(frame, end, names, "a frame", 0);
    return reader;
  }

  @Test
  void simpleDocumentsAreGivenAsTextAndOthersAreNot() {
    Names names = new Names();
    Map<String, Integer> counts = new HashMap<>();
    for (byte[] frame : frames(commit(), names)) {
      FrameReader reader = reading(frame, names);
      while (reader.next()) {
        byte[] bytes = reader.payload() instanceof Payload.Inline inline ? inline.bytes() : null;
        boolean isSimple = bytes != null && Json.isSimple(bytes, 0, bytes.length);
        String simple = isSimple ? new String(bytes, StandardCharsets.US_ASCII) : null;
        assertThat(reader.simpleDocument(false)).isEqualTo(simple);
        if (isSimple) {
          assertThat(reader.simpleDocument(true)).isEqualTo(simple);
        }
        counts.merge(bytes == null ? "erased" : simple == null ? "other" : simple, 1, Integer::sum);
      }
    }
    assertThat(counts).containsKeys("erased", "other", "{\"visits\": 7}", "[]");
  }

  @Test
  void aWorldThatWasNeverNamedIsNotSought() {
    assertThat(SoughtWorld.in(new Names(), World.of("a://nowhere"))).isNull();
  }

  private record Seen(long seq, Hash hash, Hash before, Payload payload, long size) {
    static Seen of(FrameReader reader) {
      Hash before = reader.knowsPrevious() ? reader.previousHash() : Hash.ZERO;
      return new Seen(reader.seq(), reader.hash(), before, reader.payload(), reader.payloadSize());
    }
  }

  @Test
  void theEventsOfAWorldAreThoseThatReadingAllOfThemFinds() {
    Names names = new Names();
    long beforeSeq = FIRST_SEQ + EVENTS - 5;
    for (byte[] frame : frames(commit(), names)) {
      for (int world = 0; world < names.worlds.size(); world++) {
        List<Seen> expected = new ArrayList<>();
        FrameReader all = reading(frame, names);
        while (all.next()) {
          if (all.worldNumber() == world && all.seq() < beforeSeq) {
            expected.add(Seen.of(all));
          }
        }
        List<Seen> found = new ArrayList<>();
        FrameReader some = reading(frame, names);
        SoughtWorld sought = SoughtWorld.in(names, names.worlds.get(world));
        while (some.nextOf(sought, beforeSeq)) {
          found.add(Seen.of(some));
        }
        assertThat(found).isEqualTo(expected);
      }
    }
  }
}
