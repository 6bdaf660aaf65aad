package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.column.EventBatch;
import io.ewig.engine.column.EventBatches;
import io.ewig.engine.column.EventSelection;
import io.ewig.engine.column.NameColumn;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.FaultyDisk;
import io.ewig.engine.internal.disk.FaultyDisk.Lasting;
import io.ewig.engine.internal.disk.PowerLossDisk.Forcing;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.journal.Copies;
import io.ewig.engine.internal.journal.PowerLosses;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.log.Scan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Warm files come, go and come again; what is read through them is always what the log says. */
class WarmTest {

  private static final Config CONFIG =
      Config.defaults()
          .withLog(LogKind.PLAIN)
          .withDurability(Durability.NONE)
          .withSegmentBytes(1 << 20);

  private static final World SECRET = World.of("a://diary");
  private static final String MARKER = "nobody-else-says-this";
  private static final int WARM_EVENTS = 2_000;

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void name() {
    folder = temp.resolve("db");
  }

  private static Workings workings(Disk disk) {
    Workings small = SmallWorkings.on(disk);
    return new Workings(
        disk,
        64 << 20,
        small.fanIn(),
        small.packBytes(),
        small.checkpoints(),
        WARM_EVENTS,
        small.background());
  }

  private static Ewig open(Path folder, Config config) {
    return Ewig.open(folder, config, workings(new RealDisk()));
  }

  private static void fill(Ewig db, int commits) {
    for (int i = 0; i < commits; i++) {
      Batch batch = db.batch();
      for (int k = 0; k < 100; k++) {
        EventBuilder event = EventBuilder.in("a://w" + k % 7).type("Told" + k % 3);
        batch.add(event.json("{\"id\":\"p" + k + "\",\"text\":\"" + MARKER + i + "\"}"));
      }
      batch.commit();
    }
    db.append(EventBuilder.in(SECRET).type("Told").json("{\"secret\":\"" + MARKER + "!\"}"));
  }

  private Path warm() {
    return folder.resolve("warm");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(warm())) {
      return all.filter(file -> file.toString().endsWith(".eww")).sorted().toList();
    }
  }

  private void requireSound(Ewig db) {
    ColumnsTest.compare(db, EventSelection.all());
    assertThat(db.state().verify(Progress.SILENT).findings()).isEmpty();
  }

  /** A database with a few warm files, closed. */
  private void make(Config config) throws IOException {
    try (Ewig db = open(folder, config)) {
      fill(db, 80);
      fill(db, 40);
      ColumnsTest.tidy(db);
      assertThat(db.events().columns().warmUntil(0)).isGreaterThan(8_000);
    }
    assertThat(files()).hasSizeGreaterThan(3);
  }

  @Test
  void whatIsErasedIsInNoWarmFileAndAllElseIs() throws IOException {
    make(CONFIG);
    try (Ewig db = open(folder, CONFIG)) {
      long before = db.events().columns().warmUntil(0);
      long seq = 8_000; // the first told secret
      assertThat(db.get(seq).world()).isEqualTo(SECRET);
      assertThat(Plaintext.find(warm(), MARKER + "!")).isNotEmpty();
      EventBatches open = db.events().columns().scan(EventSelection.all().in(Set.of(SECRET)));
      assertThat(open.next()).isTrue();
      db.erasures().events(Scan.all().from(seq).before(seq + 1), People.REASON);
      assertThat(Plaintext.find(warm(), MARKER + "!")).isEmpty();
      assertThat(files()).isNotEmpty();
      assertThat(db.events().columns().warmUntil(0)).isEqualTo(seq - seq % WARM_EVENTS);
      open.close();
      requireSound(db);
      ColumnsTest.tidy(db);
      assertThat(db.events().columns().warmUntil(0)).isGreaterThanOrEqualTo(before);
      assertThat(Plaintext.find(warm(), MARKER + "!")).isEmpty();
      requireSound(db);
    }
  }

  @Test
  void anErasureGivesUpWhatWasBegunOfAFile() throws IOException {
    try (Ewig db = open(folder, CONFIG)) {
      db.append(EventBuilder.in(SECRET).type("Told").json("{\"secret\":\"" + MARKER + "!\"}"));
      fill(db, 100);
      fill(db, 1);
      while (files().isEmpty() && db.step()) {
        Thread.onSpinWait();
      }
      db.step(); // a block that holds the secret
      assertThat(files()).hasSize(1);
      db.erasures().events(Scan.all().before(1), People.REASON);
      assertThat(files()).isEmpty();
      ColumnsTest.tidy(db);
      assertThat(files()).isNotEmpty();
      assertThat(Plaintext.find(folder, MARKER + "!")).hasSizeLessThan(3);
      requireSound(db);
    }
  }

  @Test
  void warmFilesOfAnEncryptedDatabaseTellNothing() throws IOException {
    Path key = temp.resolve("key");
    Keys.generateFile(key, new SecureRandom());
    Config encrypted = CONFIG.withKey(Keys.file(key));
    make(encrypted);
    for (String text : List.of("nobody-else", "a://w1", "Told", "\"id\"", "secret")) {
      assertThat(Plaintext.find(warm(), text)).isEmpty();
    }
    try (Ewig db = open(folder, encrypted)) {
      requireSound(db);
    }
  }

  @Test
  void aDamagedFileIsReadAroundAndMadeAnew() throws IOException {
    make(CONFIG);
    Randoms random = new Randoms(831);
    for (int round = 0; round < Tier.count(8, 200); round++) {
      Path file = files().get(random.below(files().size()));
      byte[] bytes = Files.readAllBytes(file);
      bytes[random.below(bytes.length)] ^= (byte) (1 + random.below(255));
      Files.write(file, bytes);
      try (Ewig db = open(folder, CONFIG)) {
        ColumnsTest.compare(db, EventSelection.all());
        db.state().verify(Progress.SILENT); // which meets what nobody has read
        ColumnsTest.tidy(db);
        assertThat(db.events().columns().warmUntil(0)).isGreaterThan(8_000);
        requireSound(db);
      }
    }
  }

  @Test
  void aBatchOnWhichDamageIsMetGoesOnFromTheLog() throws IOException {
    make(CONFIG);
    for (Path file : files()) {
      byte[] bytes = Files.readAllBytes(file);
      for (int at = 100; at < bytes.length / 2; at += 50) {
        bytes[at] ^= 4;
      }
      Files.write(file, bytes);
    }
    try (Ewig db = open(folder, CONFIG);
        EventBatches batches = db.events().columns().scan(EventSelection.all())) {
      assertThat(batches.next()).isTrue();
      EventBatch batch = batches.batch();
      for (int row = 0; row < batch.size(); row++) {
        assertThat(batch.name(NameColumn.WORLD, row)).isEqualTo(db.get(row).world());
        assertThat(batch.payloads().bytes(row)).isEqualTo(db.events().payload(db.get(row)));
      }
    }
  }

  @Test
  void filesThatAreMissingOrOfAnotherLogAreMadeAnew() throws IOException {
    make(CONFIG);
    Path mine = folder;
    folder = temp.resolve("other");
    make(CONFIG);
    Files.copy(
        files().get(0),
        mine.resolve("warm").resolve(files().get(0).getFileName()),
        StandardCopyOption.REPLACE_EXISTING);
    folder = mine;
    Files.delete(files().get(1));
    try (Ewig db = open(folder, CONFIG)) {
      requireSound(db);
      ColumnsTest.tidy(db);
      requireSound(db);
    }
    Files.delete(warm().resolve("warm.ewm"));
    try (Ewig db = open(folder, CONFIG)) {
      assertThat(files()).isEmpty();
      ColumnsTest.tidy(db);
      requireSound(db);
    }
  }

  @Test
  void aRebuildMakesAllOfThemAnew() throws IOException {
    make(CONFIG);
    Path file = files().get(0);
    byte[] before = Files.readAllBytes(file);
    try (Ewig db = Ewig.rebuild(folder, CONFIG, workings(new RealDisk()))) {
      assertThat(Files.readAllBytes(files().get(0))).isEqualTo(before);
      requireSound(db);
    }
  }

  @Test
  void aDiskThatFailsLeavesNoFileThatIsWrong() throws IOException {
    try (Ewig db = open(folder, CONFIG)) {
      fill(db, 120);
    }
    FaultyDisk sound = new FaultyDisk(0, Lasting.ONCE, FaultyDisk.IO_ERROR);
    Path first = temp.resolve("first");
    Copies.of(folder, first);
    long opened;
    try (Ewig db = Ewig.open(first, CONFIG, workings(sound))) {
      opened = sound.operations();
      ColumnsTest.tidy(db);
    }
    for (long n = opened + 1; n <= sound.operations(); n += Tier.oneIn(7)) {
      Path copy = temp.resolve("copy" + n);
      Copies.of(folder, copy);
      Lasting lasting = n % 2 == 0 ? Lasting.ONCE : Lasting.FOR_EVER;
      FaultyDisk disk = new FaultyDisk(n, lasting, FaultyDisk.NO_SPACE);
      try (Ewig db = Ewig.open(copy, CONFIG, workings(disk))) {
        tidyAsFarAsPossible(db);
        ColumnsTest.compare(db, EventSelection.all().within(0, 5_000));
      } catch (EwigException atTheEnd) {
        assertThat(disk.failed()).isNotEmpty();
      }
      try (Ewig db = open(copy, CONFIG)) {
        ColumnsTest.tidy(db);
        assertThat(db.events().columns().warmUntil(0)).isPositive();
        assertThat(db.state().verify(Progress.SILENT).findings()).isEmpty();
      }
    }
  }

  @Test
  void aPowerLossWhileFilesAreWrittenLeavesNoneThatIsWrong() throws IOException {
    try (Ewig db = open(folder, CONFIG)) {
      fill(db, 120);
    }
    Randoms random = new Randoms(Long.getLong("ewig.seed", 832));
    PowerLosses power =
        new PowerLosses("warm files", folder, Forcing.HONEST, random, WarmTest::goOn);
    power
        .disk()
        .onMoment(
            operation -> {
              if (operation.contains("warm") && random.oneIn(3)) {
                power.lose(operation);
              }
            });
    try (Ewig db = Ewig.open(folder, CONFIG, workings(power.disk()))) {
      ColumnsTest.tidy(db);
    }
    assertThat(power.images()).isGreaterThan(5);
  }

  /** What is left is read as the log says, and what is missing of it is made. */
  private static void goOn(Path image) throws IOException {
    try (Ewig db = open(image, CONFIG)) {
      ColumnsTest.compare(db, EventSelection.all().within(0, 3_000));
      ColumnsTest.tidy(db);
      assertThat(db.events().columns().warmUntil(0)).isGreaterThan(8_000);
      ColumnsTest.compare(db, EventSelection.all().within(7_000, 9_000));
    }
    try (Stream<Path> files = Files.list(image.resolve("warm"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.matches("\\d{8}\\.eww|warm\\.ewm|_manifest\\.json"));
    }
  }

  private static void tidyAsFarAsPossible(Ewig db) {
    boolean isMore = true;
    for (int failures = 0; isMore && failures < 10; ) {
      try {
        isMore = db.step();
      } catch (EwigException e) {
        failures++;
      }
    }
  }
}
