package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.erasure.Reason;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.PowerLossDisk;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.journal.FastFolder;
import io.ewig.engine.internal.journal.PowerLosses;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.log.Scan;
import io.ewig.engine.repair.EventRange;
import io.ewig.engine.repair.RepairReport;
import io.ewig.engine.repair.Spares;
import io.ewig.engine.replica.CommitCursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A database of some segments and packs that gets damaged, and another replica of its history. */
class RepairsTest {

  private static final int ROUNDS = Tier.count(4, 300);
  private static final int ONE_MOMENT_IN = Tier.isLong() ? 2 : 20;
  private static final World PHOTOS = World.of("a://photos");

  private static final Config PLAIN =
      Config.defaults().withLog(LogKind.PLAIN).withSegmentBytes(1 << 20);

  @TempDir(factory = FastFolder.class)
  private static Path folder;

  /** Made once, and copied for each test. */
  private static Path original;

  private static Ewig itsPeer;

  private Ewig other = itsPeer;
  private OtherReplica spares = new OtherReplica(other);
  private Path home;
  private Config config = PLAIN;

  @BeforeAll
  static void fill() {
    itsPeer = Ewig.inMemory();
    original = folder.resolve("original");
    fill(original, PLAIN, itsPeer, 1_500);
  }

  @BeforeEach
  void copy(TestInfo test) throws IOException {
    home = folder.resolve(test.getTestMethod().orElseThrow().getName());
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.toList()) {
        Files.copy(file, home.resolve(original.relativize(file)));
      }
    }
  }

  /** Fills a database beside another replica, so that both have the same. */
  private static void fill(Path at, Config with, Ewig other, int commits) {
    Randoms random = new Randoms(commits);
    try (Ewig db = open(at, with.withDurability(Durability.NONE))) {
      for (int i = 0; i < commits; i++) {
        Batch batch = db.batch();
        for (int left = 1 + random.below(3); left > 0; left--) {
          batch.add(EventBuilder.in("a://garden/" + i % 7).json(plant(i, random)));
        }
        batch.commit();
        if (i % 50 == 0) {
          other.append(EventBuilder.in("a://field").json(plant(i, random)));
          exchange(db, other);
        }
        if (i % 500 == 7) {
          byte[] photo = random.bytes(Payload.INLINE_BYTES_MAX + 10_000);
          db.append(EventBuilder.in(PHOTOS).type("Photo").payload(photo));
        }
      }
      exchange(db, other);
      assertThat(other.replica().root()).isEqualTo(db.replica().root());
    }
  }

  /** Each gets what it lacks. */
  private static void exchange(Ewig db, Ewig other) {
    give(db, other);
    give(other, db);
  }

  private static void give(Ewig from, Ewig to) {
    List<Commit> commits = new ArrayList<>();
    CommitCursor cursor = from.replica().since(to.replica().version());
    while (cursor.next()) {
      commits.add(cursor.commit());
    }
    to.replica().adopt(commits, address -> from.replica().object(address).orElseThrow());
  }

  private static String plant(int i, Randoms random) {
    String text = Hash.of(random.bytes(Hash.BYTES)).toString().repeat(12);
    return "{\"id\":\"p" + i % 97 + "\",\"text\":\"" + text + "\"}";
  }

  @AfterAll
  static void close() {
    itsPeer.close();
  }

  private static Workings smallPacks(Disk disk) {
    Workings usual = Workings.DEFAULT;
    return new Workings(
        disk,
        usual.memoryBytes(),
        usual.fanIn(),
        1 << 20,
        usual.checkpoints(),
        usual.warmEvents(),
        usual.background());
  }

  private static Ewig open(Path at, Config with) {
    return Ewig.open(at, with, smallPacks(new RealDisk()));
  }

  private RepairReport repair(Spares from) throws IOException {
    return repair(home, new RealDisk(), from);
  }

  private RepairReport repair(Path at, Disk disk, Spares from) throws IOException {
    return Repairs.run(at, config, smallPacks(disk), self -> from, Progress.SILENT);
  }

  private List<Path> files(String room, String ending) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve(room))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private List<Path> segments() throws IOException {
    return files("log/sealed", ".ewl");
  }

  private static void flip(Path file, Randoms random, int bytes) throws IOException {
    byte[] content = Files.readAllBytes(file);
    int from = random.below(content.length);
    for (int i = 0; i < Math.min(bytes, content.length - from); i++) {
      content[from + i] ^= (byte) (1 + random.below(255));
    }
    Files.write(file, content);
  }

  private void assertWhole(RepairReport report) {
    assertWhole(report, home);
  }

  private void assertWhole(RepairReport report, Path at) {
    assertThat(report.left()).isEmpty();
    assertThat(report.after().findings()).isEmpty();
    try (Ewig db = open(at, config)) {
      assertThat(db.troubles().damage()).isEmpty();
      assertThat(db.replica().root()).isEqualTo(other.replica().root());
    }
  }

  /** Of all files: what they say, as a hash would. */
  private SortedMap<String, Integer> content(String room) throws IOException {
    SortedMap<String, Integer> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(home.resolve(room))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(home.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    content.keySet().removeIf(name -> name.endsWith("writer.lock"));
    return content;
  }

  @Test
  void aDatabaseThatIsWholeIsNotChanged() throws IOException {
    SortedMap<String, Integer> before = content("log/sealed");
    RepairReport report = repair(spares);
    assertThat(report.found()).isEmpty();
    assertThat(report.commits()).isZero();
    assertThat(content("log/sealed")).isEqualTo(before);
    assertThat(spares.askedFor).isEmpty();
    assertWhole(report);
  }

  @Test
  void bytesThatFlippedAnywhereInASegmentComeBack() throws IOException {
    for (long seed = 0; seed < ROUNDS; seed++) {
      Randoms random = new Randoms(seed);
      List<Path> segments = segments();
      flip(segments.get(random.below(segments.size())), random, random.of(1, 1, 40, 9_000));
      RepairReport report = repair(spares);
      assertThat(report.found()).as("seed %s", seed).isNotEmpty();
      assertWhole(report);
    }
    assertThat(spares.askedFor).isNotEmpty();
  }

  @Test
  void onlyWhatCannotBeReadIsAskedFor() throws IOException {
    Path segment = segments().get(1);
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length / 2] ^= 1;
    Files.write(segment, bytes);
    RepairReport report = repair(spares);
    assertThat(report.commits()).isBetween(1L, 40L);
    long events = spares.askedFor.stream().mapToLong(range -> range.to() - range.from() + 1).sum();
    assertThat(events).isLessThan(120);
    assertWhole(report);
  }

  @Test
  void segmentsThatAreGoneOrCutComeBack() throws IOException {
    Path cut = segments().get(1);
    Files.delete(segments().get(0));
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 100_000));
    try (Ewig db = open(home, config)) {
      assertThat(db.troubles().damage()).isPresent();
    }
    RepairReport report = repair(spares);
    assertThat(report.found()).hasSize(2);
    assertWhole(report);
  }

  @Test
  void aDamagedIndexIsMadeAnew() throws IOException {
    flip(files("log/sealed", ".ewx").get(0), new Randoms(3), 1);
    RepairReport report = repair(spares);
    assertThat(report.found()).hasSize(1);
    assertThat(report.commits()).isZero();
    assertWhole(report);
  }

  @Test
  void withoutItsIndexADamagedSegmentIsNamedAndLeftAsItIs() throws IOException {
    flip(segments().get(0), new Randoms(3), 1);
    Files.delete(files("log/sealed", ".ewx").get(0));
    SortedMap<String, Integer> before = content("log/sealed");
    RepairReport report = repair(spares);
    assertThat(report.left()).isNotEmpty();
    assertThat(report.isSound()).isFalse();
    assertThat(content("log/sealed")).isEqualTo(before);
  }

  /** Same origin, same numbers, other words: it comes to other hashes. */
  @Test
  void whatALyingPeerGivesIsNotTakenAndNothingIsChanged() throws IOException {
    flip(segments().get(0), new Randoms(5), 3_000);
    SortedMap<String, Integer> before = content("log");
    Spares liar =
        new OtherReplica(other) {
          @Override
          public List<Commit> commits(List<EventRange> wanted) {
            return super.commits(wanted).stream().map(RepairsTest::reworded).toList();
          }
        };
    RepairReport report = repair(liar);
    assertThat(report.commits()).isZero();
    assertThat(report.left()).hasSize(1);
    assertThat(report.left().get(0).what()).contains("nobody who was asked has it as it was");
    assertThat(report.isSound()).isFalse();
    assertThat(content("log")).containsAllEntriesOf(sealedOnly(before));
    assertWhole(repair(spares));
  }

  private static SortedMap<String, Integer> sealedOnly(SortedMap<String, Integer> content) {
    SortedMap<String, Integer> sealed = new TreeMap<>(content);
    sealed.keySet().removeIf(name -> !name.startsWith("log/sealed"));
    return sealed;
  }

  private static Commit reworded(Commit commit) {
    byte[] lie = "{\"id\":\"lie\"}".getBytes(StandardCharsets.UTF_8);
    Payload payload = new Payload.Inline(new byte[Payload.SALT_BYTES], lie);
    List<Commit.Fact> facts =
        commit.events().stream()
            .map(
                event ->
                    new Commit.Fact(
                        event.world(), event.type(), event.valid(), payload, payload.commitment()))
            .toList();
    Commit.Place place =
        new Commit.Place(
            commit.firstSeq(),
            commit.systemNanos(),
            commit.first().origin(),
            commit.first().originSeq(),
            commit.first().hlc(),
            commit.first().parent());
    return Commit.seal(commit.info(), place, facts);
  }

  @Test
  void aPeerThatDoesNotHaveItIsNoHelp() throws IOException {
    flip(segments().get(0), new Randoms(5), 3_000);
    try (Ewig empty = Ewig.inMemory()) {
      RepairReport report = repair(new OtherReplica(empty));
      assertThat(report.left()).hasSize(1);
      assertThat(report.after().findings()).isNotEmpty();
    }
    assertWhole(repair(spares));
  }

  @Test
  void aPeerThatGoesAwayLeavesAllAsItWas() throws IOException {
    flip(segments().get(0), new Randoms(5), 3_000);
    SortedMap<String, Integer> before = content("log/sealed");
    Spares away =
        new OtherReplica(other) {
          @Override
          public List<Commit> commits(List<EventRange> wanted) {
            throw new UncheckedIOException(new IOException("gone"));
          }
        };
    assertThatThrownBy(() -> repair(away)).hasMessageContaining("gone");
    assertThat(content("log/sealed")).isEqualTo(before);
    assertWhole(repair(spares));
  }

  @Test
  void payloadsOfDamagedPacksComeBack() throws IOException {
    for (long seed = 0; seed < ROUNDS; seed++) {
      Randoms random = new Randoms(seed);
      List<Path> packs = files("store", ".ewp");
      flip(packs.get(random.below(packs.size())), random, random.of(1, 50, 3_000));
      RepairReport report = repair(spares);
      assertWhole(report);
    }
  }

  @Test
  void packsThatAreGoneComeBack() throws IOException {
    for (Path pack : files("store", ".ewp")) {
      Files.delete(pack);
    }
    RepairReport report = repair(spares);
    assertThat(report.objects()).isEqualTo(3);
    assertWhole(report);
  }

  @Test
  void aPayloadThatNobodyHasIsNamed() throws IOException {
    for (Path pack : files("store", ".ewp")) {
      Files.delete(pack);
    }
    Spares liar =
        new OtherReplica(other) {
          @Override
          public List<byte[]> objects(List<Hash> wanted) {
            return List.of(new byte[] {1, 2, 3});
          }
        };
    RepairReport report = repair(liar);
    assertThat(report.objects()).isZero();
    assertThat(report.left()).hasSize(3);
    assertThat(report.left().get(0).what()).contains("of event").contains("nobody");
    assertWhole(repair(spares));
  }

  @Test
  void anEncryptedDatabaseIsRepairedToo() throws IOException {
    home = folder.resolve("secret");
    Path key = folder.resolve("key");
    Keys.generateFile(key, new SecureRandom());
    repairAnother(config.withKey(Keys.file(key)), ".ewl");
  }

  @Test
  void segmentsOfChronicleAreRepairedToo() throws IOException {
    home = folder.resolve("chronicle");
    repairAnother(config.withLog(LogKind.CHRONICLE), ".cq4");
  }

  private void repairAnother(Config with, String ending) throws IOException {
    config = with;
    try (Ewig peer = Ewig.inMemory()) {
      other = peer;
      spares = new OtherReplica(peer);
      fill(home, config, peer, 900);
      flip(files("log/sealed", ending).get(0), new Randoms(9), 9_000);
      List<Path> packs = files("store", ".ewp");
      flip(packs.get(packs.size() - 1), new Randoms(9), 3_000);
      assertWhole(repair(spares));
    }
  }

  /** Whatever was under way, the next run brings it to its end. */
  @Test
  void aRepairThatThePowerInterruptedIsTakenUpByTheNext() throws IOException {
    flip(segments().get(0), new Randoms(5), 3_000);
    flip(segments().get(1), new Randoms(6), 1);
    for (Path pack : files("store", ".ewp")) {
      flip(pack, new Randoms(7), 2_000);
    }
    Randoms random = new Randoms(8);
    PowerLosses power =
        new PowerLosses(
            "a repair",
            home,
            PowerLossDisk.Forcing.HONEST,
            random,
            image -> assertWhole(repair(image, new RealDisk(), spares), image));
    power
        .disk()
        .onMoment(
            operation -> {
              if (random.oneIn(ONE_MOMENT_IN)) {
                power.lose(operation);
              }
            });
    RepairReport report = repair(home, power.disk(), spares);
    power.disk().onMoment(operation -> {});
    assertWhole(report);
    assertThat(power.losses()).isPositive();
  }

  /** The other replica has not heard of the erasure, and has all that was erased. */
  @Test
  void whatWasErasedDoesNotComeBackWithARepair() throws IOException {
    Hash erased = eraseAnEvent();
    List<Path> whole = segments();
    Files.delete(whole.get(0));
    Files.delete(whole.get(1));
    RepairReport report = repair(spares);
    assertThat(report.after().findings()).isEmpty();
    assertThat(report.commits()).isPositive();
    assertErased(erased);
  }

  @Test
  void norWhereThePowerGoesAmidTheRepair() throws IOException {
    Hash erased = eraseAnEvent();
    Files.delete(segments().get(0));
    Randoms random = new Randoms(8);
    PowerLosses power =
        new PowerLosses(
            "a repair after an erasure",
            home,
            PowerLossDisk.Forcing.HONEST,
            random,
            image -> {
              repair(image, new RealDisk(), spares);
              assertErased(image, erased);
            });
    power
        .disk()
        .onMoment(
            operation -> {
              if (random.oneIn(ONE_MOMENT_IN)) {
                power.lose(operation);
              }
            });
    repair(home, power.disk(), spares);
    power.disk().onMoment(operation -> {});
    assertErased(erased);
    assertThat(power.losses()).isPositive();
  }

  private Hash eraseAnEvent() {
    try (Ewig db = open(home, config)) {
      Event event = db.events().commitOf(3).first();
      assertThat(event.payload()).isInstanceOf(Payload.Inline.class);
      Scan scan = Scan.all().in(event.world()).from(event.seq()).before(event.seq() + 1);
      assertThat(db.erasures().events(scan, new Reason("ada", "weeding"))).isOne();
      return event.hash();
    }
  }

  private void assertErased(Hash event) {
    assertErased(home, event);
  }

  private void assertErased(Path at, Hash event) {
    try (Ewig db = open(at, config)) {
      assertThat(db.events().with(event).orElseThrow().payload())
          .isInstanceOf(Payload.Erased.class);
      assertThat(db.verify(Progress.SILENT).findings()).isEmpty();
    }
  }

  @Test
  void onlyAFolderThatMayBeWrittenToIsRepaired() {
    assertThatThrownBy(
            () -> Repairs.run(home, config.withReadOnly(true), self -> spares, Progress.SILENT))
        .isInstanceOf(UserException.class);
  }
}
