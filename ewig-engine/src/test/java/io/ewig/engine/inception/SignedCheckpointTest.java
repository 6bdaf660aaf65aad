package io.ewig.engine.inception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Keys;
import io.ewig.engine.Tier;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.event.World;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.format.Golden;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.inception.Entry.Section;
import io.ewig.engine.inception.Milestones.Merged;
import io.ewig.engine.inception.Milestones.Milestone;
import io.ewig.engine.inception.Milestones.NamedBranch;
import io.ewig.engine.inception.Milestones.NamedTag;
import io.ewig.engine.inception.Milestones.Strand;
import io.ewig.engine.internal.crypt.signature.Ed25519Key;
import io.ewig.engine.log.Fuzz;
import io.ewig.engine.log.Heads;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The bytes of signed checkpoints. */
class SignedCheckpointTest {

  /** A block may say that it is as long as the longest there are; no more is ever taken. */
  private static final long BYTES_MAX = SignedCheckpointFormat.RAW_BYTES_MAX + (4 << 20);

  private static final Origin ROSE = new Origin(1, 2);
  private static final Origin FERN = new Origin(3, 4);

  private static SignedCheckpoint checkpoint(int entries) {
    ContentWriter writer = new ContentWriter();
    Random random = new Random(7);
    for (int i = 0; i < entries; i++) {
      byte[] value = new byte[random.nextInt(60)];
      random.nextBytes(value);
      writer.add(entry(i, value), i % 2 == 0);
    }
    byte[] content = writer.finish();
    Statement statement =
        new Statement(
            new TreeMap<>(
                Map.of(ROSE, new Statement.Reach(5, 77), FERN, new Statement.Reach(300, -9))),
            Statement.sorted(
                Map.of(
                    new Heads.Chain(ROSE, Branch.MAIN), hash("a"),
                    new Heads.Chain(FERN, Branch.MAIN), hash("b"),
                    new Heads.Chain(FERN, new Branch("dev")), hash("c"))),
            hash("head"),
            1_767_225_600_000_000_000L,
            hash("root"),
            Sha256.of(content));
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) 9);
    return SignedCheckpoint.sign(statement, content, Ed25519Key.of(seed));
  }

  private static Entry entry(int i, byte[] value) {
    byte[] key = ("key" + i).getBytes(StandardCharsets.UTF_8);
    boolean isTimed = i % 2 == 0;
    return new Entry(
        Entry.Section.FIRST,
        i % 3 == 0,
        key,
        isTimed ? i : Long.MIN_VALUE,
        isTimed ? i + 10 : Long.MAX_VALUE,
        value);
  }

  private static Hash hash(String of) {
    return Sha256.of(of.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theirBytesNeverChange() throws IOException {
    Golden.check("signed-checkpoint", checkpoint(3).toBytes());
    SignedCheckpoint read = SignedCheckpoint.parse(Golden.bytes("signed-checkpoint"), "golden");
    assertThat(read).isEqualTo(checkpoint(3));
    read.requireSigned(Keys.verifier());
  }

  private static Milestones milestones() {
    VersionVector held = VersionVector.of(Map.of(new Origin(3, 4), 5L));
    Hash head = hash("head");
    return new Milestones(
        List.of(
            new Strand(Branch.MAIN, -1, 0, null, VersionVector.EMPTY),
            new Strand(new Branch("dev"), 0, 1, World.of("a://garden"), held)),
        List.of(
            new Milestone(0, List.of(head), held, new EventId(1, 1), List.of()),
            new Milestone(
                1, List.of(hash("dev"), hash("it too")), held, new EventId(1, 1), List.of()),
            new Milestone(
                0, List.of(hash("merge")), held, new EventId(2, 1), List.of(new Merged(1, 2)))),
        List.of(new NamedBranch("main", 0, 7), new NamedBranch("new", 1, 8)),
        List.of(new NamedTag("spring", 0, 1, new EventId(1, 2), "it blooms", 9)));
  }

  private static SignedCheckpoint checkpointOfSeveral(Milestones milestones) {
    ContentWriter writer = new ContentWriter();
    writer.put(milestones);
    byte[] value = {1, 2, 3};
    for (int i = 0; i < 6; i++) {
      Section at = new Section(i / 2, i / 2 == 1 ? 1 : 0);
      byte[] key = {(byte) i};
      writer.add(new Entry(at, false, key, 1, 2, i % 3 == 0 ? null : value), true);
    }
    byte[] content = writer.finish();
    Statement plain = checkpoint(1).statement();
    Statement statement =
        new Statement(
            plain.origins(),
            plain.chains(),
            plain.head(),
            plain.systemNanos(),
            plain.root(),
            Sha256.of(content));
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) 9);
    return SignedCheckpoint.sign(statement, content, Ed25519Key.of(seed));
  }

  @Test
  void thoseOfSeveralBranchesNeverChange() throws IOException {
    Golden.check("signed-checkpoint-branches", checkpointOfSeveral(milestones()).toBytes());
    SignedCheckpoint read =
        SignedCheckpoint.parse(Golden.bytes("signed-checkpoint-branches"), "golden");
    assertThat(read.milestones()).isEqualTo(milestones());
    List<Entry> entries = new ArrayList<>();
    read.entries().forEachRemaining(entries::add);
    assertThat(entries).hasSize(6);
    assertThat(entries.get(3).value()).isNull();
    assertThat(entries.get(5).at()).isEqualTo(new Section(2, 0));
  }

  @Test
  void milestonesThatNameWhatIsNotThereAreRefused() {
    Milestones good = milestones();
    List<Milestone> beyond =
        List.of(new Milestone(2, List.of(Hash.ZERO), VersionVector.EMPTY, EventId.NONE, List.of()));
    SignedCheckpoint bad =
        checkpointOfSeveral(new Milestones(good.lines(), beyond, good.branches(), List.of()));
    assertThatThrownBy(bad::milestones)
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining("milestones");
  }

  @Test
  void aPlaceIsFoundByItsCommitOrAsTheEndOfALine() {
    Milestones of = milestones();
    VersionVector all = VersionVector.of(Map.of(new Origin(3, 4), 9L));
    Branch dev = new Branch("dev");
    assertThat(of.find(Branch.MAIN, hash("other"), all, all).orElseThrow().milestone())
        .isEqualTo(2);
    assertThat(of.find(dev, hash("it too"), VersionVector.EMPTY, all).orElseThrow().milestone())
        .isEqualTo(1);
    assertThat(of.find(dev, hash("other"), VersionVector.EMPTY, all)).isEmpty();
    VersionVector less = VersionVector.of(Map.of(new Origin(3, 4), 2L));
    assertThat(of.find(dev, hash("it too"), less, all)).isEmpty();
  }

  @Test
  void whatWasWrittenIsRead() {
    SignedCheckpoint read = SignedCheckpoint.parse(checkpoint(20_000).toBytes(), "here");
    List<Entry> entries = new ArrayList<>();
    read.entries().forEachRemaining(entries::add);
    Random random = new Random(7);
    assertThat(entries).hasSize(20_000);
    for (int i = 0; i < entries.size(); i++) {
      byte[] value = new byte[random.nextInt(60)];
      random.nextBytes(value);
      assertThat(entries.get(i)).usingRecursiveComparison().isEqualTo(entry(i, value));
    }
  }

  @Test
  void aChangedByteIsNoticedAndACutOneToo() {
    byte[] good = checkpoint(3).toBytes();
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 1;
      assertThatThrownBy(() -> SignedCheckpoint.parse(bad, "here"))
          .isInstanceOf(CorruptionException.class);
      byte[] cut = Arrays.copyOf(good, i);
      assertThatThrownBy(() -> SignedCheckpoint.parse(cut, "here"))
          .isInstanceOf(CorruptionException.class);
    }
  }

  /** Whoever sends one can make the checksum right. */
  @Test
  void whateverItSaysItIsReadOrRefused() {
    byte[] one = checkpoint(3).toBytes();
    byte[] several = checkpointOfSeveral(milestones()).toBytes();
    Randoms random = new Randoms(11);
    Supplier<byte[]> inputs = () -> resealed(Fuzz.damaged(random.oneIn(2) ? one : several, random));
    Fuzz.feed("checkpoint", inputs, SignedCheckpointTest::readAll, BYTES_MAX);
  }

  private static byte[] resealed(byte[] bytes) {
    if (bytes.length > SignedCheckpointFormat.CHECKED) {
      int from = SignedCheckpointFormat.CHECKED;
      int checksum = Checksum.of(bytes, from, bytes.length - from);
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(from - 4, checksum);
    }
    return bytes;
  }

  private static void readAll(byte[] bytes) {
    SignedCheckpoint read = SignedCheckpoint.parse(bytes, "here");
    read.entries().forEachRemaining(entry -> assertThat(entry.key()).isNotNull());
    assertThat(read.milestones()).isNotNull();
  }

  @Test
  void noneThatWasChangedIsTaken() {
    byte[] good = checkpoint(3).toBytes();
    Randoms random = new Randoms(12);
    for (int i = 0; i < Tier.count(2_000, 2_000_000); i++) {
      byte[] bad = resealed(Fuzz.damaged(good, random));
      assertThat(Arrays.equals(bad, good) || !isTaken(bad)).as("input %s", i).isTrue();
    }
  }

  private static boolean isTaken(byte[] bytes) {
    try {
      SignedCheckpoint read = SignedCheckpoint.parse(bytes, "here");
      read.entries().forEachRemaining(entry -> assertThat(entry.key()).isNotEmpty());
      read.requireSigned(Keys.verifier());
      return true;
    } catch (CorruptionException | ConflictException refused) {
      return false;
    }
  }
}
