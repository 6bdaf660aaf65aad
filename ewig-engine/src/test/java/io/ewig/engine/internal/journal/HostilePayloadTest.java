package io.ewig.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.FrameFormat;
import io.ewig.engine.format.FrameSeal;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.journal.JournalFixture.Kind;
import io.ewig.engine.log.Commits;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Heads;
import io.ewig.engine.time.SystemNanos;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A payload is a user's to choose: one that looks like frames of the log must not make recovery
 * believe anything after a crash has torn the frame around it.
 */
class HostilePayloadTest {

  private static final long CLAIM = 1L << 40;
  private static final int SECTOR = 512;

  @TempDir Path temp;

  /** What a user who knows every format, but has never seen this file, would put. */
  private static byte[] forgedFrame(long firstSeq, long said) {
    BytesOut frame = new BytesOut(256);
    FrameSeal.open(frame, FrameFormat.COMMIT, firstSeq);
    frame.putVarint(said).put(new byte[64]);
    FrameSeal.close(frame, FrameFormat.LAST, 1);
    return frame.toArray();
  }

  /** The forged frame as a record, again and again, at every offset modulo four. */
  private static byte[] hostilePayload() {
    BytesOut out = new BytesOut(64 << 10);
    for (int i = 0; i < 400; i++) {
      long said = i < 200 ? 0 : (long) i * 0x9E37_79B9L; // the plain form, and guesses at others
      byte[] frame = forgedFrame(CLAIM + i, said);
      out.putInt(frame.length).put(frame).put(new byte[i % 4]);
    }
    return out.toArray();
  }

  private static Commit hostileCommit(EventLog log) {
    Heads heads = log.heads();
    Origin origin = new Origin(7, 7);
    long nanos = heads.lastNanos() + 1;
    Payload payload = new Payload.Inline(new byte[Payload.SALT_BYTES], hostilePayload());
    Heads.BranchHead parent = heads.branch(Branch.MAIN);
    Heads.ChainHead chain = heads.chain(origin, Branch.MAIN);
    List<EventId> parents = parent == null ? List.of() : List.of(parent.commit());
    return Commit.seal(
        CommitInfo.on(Branch.MAIN, parents),
        new Commit.Place(
            log.appended().size(),
            nanos,
            origin,
            heads.originSeq(origin) + 1,
            heads.lastHlc() + 1,
            chain == null ? Hash.ZERO : chain.hash()),
        List.of(
            new Commit.Fact(
                World.of("a://garden"),
                EventType.STATE_CHANGED,
                ValidPeriod.from(SystemNanos.toInstant(nanos)),
                payload,
                payload.commitment())));
  }

  private static Path segment(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("active"))) {
      return files.filter(file -> file.toString().matches(".*\\.(cq4|ewl)")).findFirst().get();
    }
  }

  /** Loses a sector, as a power loss may where nothing was forced, or a bad disk where it was. */
  private static void loseSector(Path file, long holding) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(holding / SECTOR * SECTOR);
      bytes.write(new byte[SECTOR]);
    }
  }

  private static long offsetOf(Path file, byte[] pattern) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int at = 0; at + pattern.length < bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + pattern.length, pattern, 0, pattern.length)) {
        return at;
      }
    }
    throw new AssertionError("not in " + file);
  }

  @ParameterizedTest
  @EnumSource
  void aPayloadFullOfFramesBearsNoWitness(Kind kind) throws IOException {
    Path home = temp.resolve("home");
    Path image = temp.resolve("image");
    Head durable;
    try (Journal log = Crashes.open(home, kind)) {
      Commits source = new Commits(2);
      for (int i = 0; i < 20; i++) {
        log.append(source.of(log, 3));
      }
      log.awaitDurable(log.appended().size());
      durable = log.head();
      log.append(hostileCommit(log));
      Copies.of(home, image);
    }
    Path torn = segment(image);
    byte[] start = Arrays.copyOf(hostilePayload(), 64);
    loseSector(torn, offsetOf(torn, start) + SECTOR); // inside the frame that was not forced
    try (Journal log = Crashes.openReadOnly(image)) {
      assertThat(log.damage()).isEmpty();
      assertThat(log.head()).isEqualTo(durable);
    }
    try (Journal log = Crashes.open(image, kind)) {
      assertThat(log.damage()).isEmpty();
      assertThat(log.head()).isEqualTo(durable);
      log.append(new Commits(5).of(log, 1));
      log.awaitDurable(log.appended().size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWholePayloadFullOfFramesIsAPayload(Kind kind) {
    Path home = temp.resolve("home");
    long size;
    try (Journal log = Crashes.open(home, kind)) {
      log.append(hostileCommit(log));
      log.append(new Commits(1).of(log, 2));
      log.awaitDurable(log.appended().size());
      size = log.head().size();
    }
    try (Journal log = Crashes.open(home, kind)) {
      assertThat(log.damage()).isEmpty();
      assertThat(log.head().size()).isEqualTo(size);
      assertThat(((Payload.Inline) log.get(0).payload()).bytes()).isEqualTo(hostilePayload());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatLaterFramesReallyBearWitnessOfIsBelieved(Kind kind) throws IOException {
    Path home = temp.resolve("home");
    Path image = temp.resolve("image");
    byte[] lost;
    try (Journal log = Crashes.open(home, kind)) {
      Commits source = new Commits(2).payloadBytes(700);
      for (int i = 0; i < 20; i++) {
        log.append(source.of(log, 3));
        log.awaitDurable(log.appended().size());
      }
      lost = ((Payload.Inline) log.get(30).payload()).bytes();
      Copies.of(home, image);
    }
    Files.delete(image.resolve("durable.mark")); // a power loss may have left an old one
    Path damaged = segment(image);
    loseSector(damaged, offsetOf(damaged, lost));
    try (Journal log = Crashes.open(image, kind)) {
      assertThat(log.damage()).isPresent();
      assertThat(log.damage().get().getMessage())
          .contains(String.valueOf(damaged.getFileName()))
          .contains("up to 57 had been acknowledged"); // said by the last one, of those before it
    }
  }
}
