package io.ewig.engine.exchange;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.internal.commit.Committer;
import io.ewig.engine.internal.commit.Proposal;
import io.ewig.engine.internal.memory.MemoryLog;
import io.ewig.engine.internal.memory.MemoryStore;
import io.ewig.engine.internal.salt.SaltFile;
import io.ewig.engine.internal.salt.SaltKeys;
import io.ewig.engine.part.Part;
import io.ewig.engine.time.RisingClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A small world with a bit of everything, and a database to keep it in or to import it into. */
final class GardenHistory {

  static final String WORLD = "a://garden";
  static final Instant SPRING = Instant.parse("2026-03-01T10:00:00Z");

  final MemoryLog log = new MemoryLog();
  final MemoryStore store = new MemoryStore();
  final Committer committer;

  GardenHistory(long origin) {
    long start = SPRING.getEpochSecond() * 1_000_000_000L + 7;
    RisingClock clock = new RisingClock(() -> start, 0, 0);
    committer =
        new Committer(
            log,
            store,
            new Origin(1, origin),
            clock,
            new SaltKeys(new Origin(1, origin), 0, new SecureRandom(), SaltFile.none()),
            commit -> {},
            () -> VersionVector.EMPTY,
            null,
            Part.everything(),
            Inception.NONE);
  }

  /** Nothing in it yet. */
  static GardenHistory empty() {
    return new GardenHistory(2);
  }

  /** Text, bytes, blobs, custom types, words, branches, all forms of valid time. */
  static GardenHistory full() {
    GardenHistory garden = new GardenHistory(1);
    garden.commit("main", event().json("{\"id\":\"rose\",\"name\":\"Rosé 🌹\"}"));
    garden.commit("main", event(), event().payload(bytes(300)), event().json("\u0000\n\"\\\t"));
    garden.commit(
        new CommitInfo(
            new Branch("dev"),
            List.of(),
            "ada",
            "line one\nline \"two\" 🌱",
            new TreeMap<>(Map.of("season", "spring", "schlüssel", "wert"))),
        List.of(event().type("HedgeClosed").build(), event().json("2").build()));
    garden.commit("main", event().payload(bytes(2 << 20)));
    garden.commit("dev", event().json("blob ".repeat(300_000)));
    garden.commit(
        "main",
        event().validFrom(SPRING),
        event().valid(SPRING, SPRING.plusNanos(1)),
        event().valid(ValidPeriod.OPEN_START, SPRING),
        event().valid(ValidPeriod.OPEN_START, ValidPeriod.OPEN_END),
        event().valid(Instant.MIN.plusNanos(1), Instant.MAX.minusNanos(1)));
    garden.commit("main", event().type(new EventType(EventType.CUSTOM_CODE, "ObjectCreated")));
    return garden;
  }

  static EventBuilder event() {
    return EventBuilder.in(WORLD).type(EventType.OBJECT_CREATED);
  }

  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  void commit(String branch, EventBuilder... events) {
    List<EventDraft> drafts = List.of(events).stream().map(EventBuilder::build).toList();
    commit(CommitInfo.on(new Branch(branch), List.of()), drafts);
  }

  private void commit(CommitInfo info, List<EventDraft> drafts) {
    committer.commit(Proposal.of(info, drafts));
  }

  byte[] export() {
    return export(0, Long.MAX_VALUE);
  }

  byte[] export(long from, long to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NdjsonExport.write(log, store, from, to, out);
    return out.toByteArray();
  }

  long read(byte[] lines) {
    return NdjsonImport.read(new ByteArrayInputStream(lines), store, this::adopt);
  }

  void adopt(Commit commit) {
    Committer.requireHashes(commit);
    committer.adopt(commit, commit.systemNanos());
  }

  long read(String lines) {
    return read(lines.getBytes(StandardCharsets.UTF_8));
  }
}
