package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.backup.Backup;
import io.ewig.engine.backup.Restore;
import io.ewig.engine.backup.Restore.Until;
import io.ewig.engine.erasure.Reason;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.journal.FastFolder;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.log.Scan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Backups of whole databases, and what is restored of them. */
class BackupTest {

  @TempDir(factory = FastFolder.class)
  private Path temporary;

  private static Config config(LogKind kind) {
    return Config.defaults().withLog(kind).withSegmentBytes(1 << 20);
  }

  private Ewig openGarden(Config config) {
    return Ewig.open(at("garden"), config, SmallWorkings.on(new RealDisk()));
  }

  private Path at(String name) {
    return temporary.resolve(name);
  }

  private static void garden(Ewig db, long seed, int works) {
    Gardener.plan(db);
    Gardener gardener = new Gardener(db, new Randoms(seed), "g" + seed, said -> {});
    for (int i = 0; i < works; i++) {
      gardener.work();
      db.step();
    }
  }

  private static void fill(Ewig db, int seed, int events) {
    Random random = new Random(seed);
    for (int i = 0; i < events; i++) {
      byte[] payload = new byte[random.nextInt(i % 50 == 0 ? 2 << 20 : 20_000)];
      random.nextBytes(payload);
      db.append(EventBuilder.in(Gardener.WORLD).payload(payload));
    }
  }

  private static Backup backUp(Ewig db, Path to) {
    return db.backup(to, Optional.empty(), Progress.SILENT);
  }

  private Head restore(String backup, String to, Restore how) {
    return Backups.restore(at(backup), at(to), how, Progress.SILENT);
  }

  private static void requireSound(Ewig db) {
    assertThat(db.troubles().damage()).isEmpty();
    assertThat(db.verify(Progress.SILENT).findings()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = "MEMORY", mode = EnumSource.Mode.EXCLUDE)
  void whatIsRestoredIsWhatWasBackedUp(LogKind kind) {
    Head head;
    SortedMap<String, Hash> roots;
    Hash merkle;
    try (Ewig db = openGarden(config(kind))) {
      garden(db, 1, 150);
      fill(db, 1, 120); // several segments
      head = db.head();
      roots = db.state().roots();
      merkle = db.log().root(head.size());
      Backup made = backUp(db, at("full"));
      assertThat(made.head()).isEqualTo(head);
      assertThat(made.root()).isEqualTo(merkle);
      assertThat(made.isFull()).isTrue();
      assertThat(Backups.read(at("full"))).isEqualTo(made);
      garden(db, 2, 20); // later than the backup
    }
    assertThat(Backups.verify(at("full"), Progress.SILENT)).isEmpty();
    assertThat(restore("full", "copy", Restore.ALL)).isEqualTo(head);
    try (Ewig copy = Ewig.open(at("copy"), config(kind).withReadOnly(true))) {
      assertThat(copy.head()).isEqualTo(head); // also before anybody has opened it to write
      requireSound(copy);
    }
    try (Ewig copy = Ewig.open(at("copy"), config(kind))) {
      assertThat(copy.head()).isEqualTo(head);
      assertThat(copy.log().root(head.size())).isEqualTo(merkle);
      assertThat(copy.state().roots()).isEqualTo(roots);
      requireSound(copy);
      copy.append(EventBuilder.in(Gardener.WORLD).json("{\"id\":\"after\"}"));
      assertThat(copy.head().size()).isEqualTo(head.size() + 1);
    }
  }

  @Test
  void anIncrementalBackupHoldsWhatIsNewAndIsRestoredWithItsBases() {
    List<Backup> made = new ArrayList<>();
    try (Ewig db = openGarden(config(LogKind.CHRONICLE))) {
      Optional<Path> base = Optional.empty();
      for (int i = 0; i < 4; i++) {
        fill(db, i, 130);
        garden(db, i, 10);
        made.add(db.backup(at("day" + i), base, Progress.SILENT));
        base = Optional.of(at("day" + i));
      }
    }
    for (int i = 1; i < 4; i++) {
      assertThat(made.get(i).ownBytes()).isLessThan(made.get(i).bytes() * 9 / 10);
      assertThat(made.get(i).bases()).isNotEmpty();
    }
    for (int i = 0; i < 4; i++) {
      assertThat(Backups.verify(at("day" + i), Progress.SILENT)).isEmpty();
      assertThat(restore("day" + i, "copy" + i, Restore.ALL)).isEqualTo(made.get(i).head());
      try (Ewig copy = Ewig.open(at("copy" + i))) {
        requireSound(copy);
        assertThat(copy.log().root(copy.head().size())).isEqualTo(made.get(i).root());
      }
    }
  }

  /** A file that was written anew to erase something has another name. */
  @ParameterizedTest
  @EnumSource(names = "MEMORY", mode = EnumSource.Mode.EXCLUDE)
  void whatSomethingWasErasedFromIsRestoredAsOfEachMoment(LogKind kind) {
    World weeds = World.of("a://weeds");
    try (Ewig db = openGarden(config(kind))) {
      for (int i = 0; i < 6; i++) {
        db.append(EventBuilder.in(i == 2 ? weeds : World.of(Gardener.WORLD)).json("{}"));
      }
      assertThat(db.erasures().world(weeds, new Reason("ada", "weeding"))).isEqualTo(1);
      backUp(db, at("full"));
    }
    for (int last = 0; last < 6; last++) {
      Restore how = Restore.ALL.until(new Until.Seq(last));
      assertThat(restore("full", "until" + last, how).size()).isEqualTo(last + 1);
      try (Ewig copy = Ewig.open(at("until" + last), config(kind))) {
        requireSound(copy);
        copy.append(EventBuilder.in(Gardener.WORLD).json("{}"));
        assertThat(copy.head().size()).isEqualTo(last + 2);
      }
    }
  }

  @Test
  void whatABaseHasLostIsCopiedAgain() throws IOException {
    Head head;
    try (Ewig db = openGarden(config(LogKind.CHRONICLE))) {
      fill(db, 1, 120); // several segments
      head = backUp(db, at("full")).head();
      Path sealed = at("full").resolve("log/sealed");
      Files.delete(sealed.resolve("00000001.cq4"));
      Files.write(sealed.resolve("00000002.cq4"), new byte[10]);
      db.backup(at("more"), Optional.of(at("full")), Progress.SILENT);
    }
    assertThat(Backups.verify(at("more"), Progress.SILENT)).isEmpty();
    assertThat(restore("more", "copy", Restore.ALL)).isEqualTo(head);
  }

  @Test
  void ofABackupAtTheSameMomentNothingIsCopiedAgain() {
    try (Ewig db = openGarden(config(LogKind.PLAIN))) {
      fill(db, 1, 60);
      backUp(db, at("full"));
      Backup same = db.backup(at("same"), Optional.of(at("full")), Progress.SILENT);
      assertThat(same.ownBytes()).isZero();
      assertThat(same.bases()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "MEMORY", mode = EnumSource.Mode.EXCLUDE)
  void historyIsCutOffBehindAWholeCommit(LogKind kind) {
    List<Head> heads = new ArrayList<>();
    try (Ewig db = openGarden(config(kind))) {
      Random random = new Random(5);
      for (int i = 0; i < 60; i++) {
        var batch = db.batch();
        for (int j = random.nextInt(4); j >= 0; j--) {
          byte[] payload = new byte[random.nextInt(60_000)];
          random.nextBytes(payload);
          batch.add(EventBuilder.in(Gardener.WORLD).payload(payload));
        }
        batch.commit();
        heads.add(db.head());
      }
      backUp(db, at("full"));
    }
    Randoms random = new Randoms(7);
    for (int round = 0; round < 12; round++) {
      Head wanted = heads.get(random.below(heads.size()));
      Until until =
          switch (round % 3) {
            case 0 -> new Until.Seq(wanted.size() - 1);
            case 1 -> new Until.Time(Instant.ofEpochSecond(0, wanted.systemNanos()));
            default -> new Until.Seq(wanted.size()); // in the next commit, or its only event
          };
      String name = "copy" + round;
      Head head = restore("full", name, Restore.ALL.until(until));
      long last = until instanceof Until.Seq seq ? seq.last() : wanted.size() - 1;
      assertThat(head)
          .isEqualTo(heads.stream().filter(h -> h.size() - 1 <= last).reduce((a, b) -> b).get());
      try (Ewig copy = Ewig.open(at(name), config(kind))) {
        assertThat(copy.head()).isEqualTo(head);
        requireSound(copy);
        copy.append(EventBuilder.in(Gardener.WORLD).json("{}"));
      }
    }
  }

  @Test
  void beforeTheFirstCommitThereIsNothing() {
    try (Ewig db = openGarden(config(LogKind.CHRONICLE))) {
      fill(db, 1, 3);
      backUp(db, at("full"));
    }
    Restore how = Restore.ALL.until(new Until.Time(Instant.EPOCH));
    assertThat(restore("full", "copy", how).size()).isZero();
    try (Ewig copy = Ewig.open(at("copy"))) {
      assertThat(copy.head()).isEqualTo(Head.EMPTY);
      requireSound(copy);
    }
  }

  @Test
  void anEmptyDatabaseComesBackEmpty() {
    try (Ewig db = openGarden(config(LogKind.CHRONICLE))) {
      backUp(db, at("full"));
    }
    assertThat(restore("full", "copy", Restore.ALL)).isEqualTo(Head.EMPTY);
    try (Ewig copy = Ewig.open(at("copy"))) {
      fill(copy, 1, 1);
    }
  }

  @Test
  void aReaderBesideTheWriterBacksUpWhatIsDurable() {
    try (Ewig writer = openGarden(config(LogKind.CHRONICLE))) {
      fill(writer, 1, 20);
      try (Ewig reader = Ewig.open(at("garden"), Config.defaults().withReadOnly(true))) {
        fill(writer, 2, 150); // rolls on meanwhile
        Backup made = backUp(reader, at("full"));
        assertThat(made.head()).isEqualTo(writer.head());
      }
    }
    restore("full", "copy", Restore.ALL);
    try (Ewig copy = Ewig.open(at("copy"))) {
      requireSound(copy);
    }
  }

  @Test
  void anEncryptedDatabaseStaysEncrypted() throws IOException {
    Path key = at("key");
    Keys.generateFile(key, new SecureRandom());
    Config secret = config(LogKind.PLAIN).withKey(Keys.file(key));
    try (Ewig db = openGarden(secret)) {
      for (int i = 0; i < 50; i++) {
        db.append(EventBuilder.in("a://garden").json("{\"id\":\"a-secret-rose\"}"));
      }
      backUp(db, at("full"));
    }
    try (Stream<Path> files = Files.walk(at("full"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(
                new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
            .doesNotContain("rose");
      }
    }
    assertThat(Backups.verify(at("full"), Progress.SILENT)).isEmpty();
    restore("full", "copy", Restore.ALL); // takes no key
    refused(
        ErrorCode.KEY_UNAVAILABLE,
        () -> restore("full", "cut", Restore.ALL.until(new Until.Seq(9))));
    Restore how = Restore.ALL.until(new Until.Seq(9)).withKey(Keys.file(key));
    assertThat(restore("full", "cut2", how).size()).isEqualTo(10);
    try (Ewig cut = Ewig.open(at("cut2"), secret.withReadOnly(true))) {
      requireSound(cut);
    }
    for (String name : List.of("copy", "cut2")) {
      try (Ewig copy = Ewig.open(at(name), secret)) {
        requireSound(copy);
      }
      refused(ErrorCode.KEY_UNAVAILABLE, () -> Ewig.open(at(name)).close());
    }
  }

  @Test
  void aCopyThatWritesUnderANameOfItsOwnCanMeetTheOriginal() {
    try (Ewig db = openGarden(config(LogKind.CHRONICLE))) {
      fill(db, 1, 3);
      backUp(db, at("full"));
      restore("full", "copy", Restore.ALL.withNewOrigin());
      db.append(EventBuilder.in("a://garden").json("{\"by\":\"the original\"}"));
      var there = db.get(3);
      try (Ewig copy = Ewig.open(at("copy"))) {
        copy.append(EventBuilder.in("a://garden").json("{\"by\":\"the copy\"}"));
        var here = copy.get(3);
        assertThat(copy.get(2).origin()).isEqualTo(there.origin());
        assertThat(here.origin()).isNotEqualTo(there.origin());
        assertThat(here.originSeq()).isOne();
        requireSound(copy);
        backUp(copy, at("copied"));
      }
      try (Ewig copy = Ewig.open(at("copy"))) { // and stays what it was
        copy.append(EventBuilder.in("a://garden").json("{}"));
        assertThat(copy.get(4).originSeq()).isEqualTo(2);
      }
      restore("copied", "third", Restore.ALL);
      try (Ewig third = Ewig.open(at("third"));
          Ewig copy = Ewig.open(at("copy"))) {
        third.append(EventBuilder.in("a://garden").json("{}"));
        assertThat(third.get(4).origin()).isEqualTo(copy.get(4).origin());
      }
    }
  }

  @Test
  void whatWasErasedIsNotInALaterBackup() throws IOException {
    try (Ewig db = openGarden(config(LogKind.PLAIN))) {
      db.append(EventBuilder.in("a://garden").json("{\"id\":\"a-secret-rose\"}"));
      fill(db, 1, 120);
      backUp(db, at("before"));
      db.erasures().events(Scan.all().in(World.of("a://garden")).before(1), new Reason("me", "7"));
      db.backup(at("after"), Optional.of(at("before")), Progress.SILENT);
    }
    restore("after", "copy", Restore.ALL);
    try (Stream<Path> files = Files.walk(at("copy"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(
                new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
            .doesNotContain("a-secret-rose");
      }
    }
    try (Ewig copy = Ewig.open(at("copy"))) {
      requireSound(copy);
    }
  }

  @Test
  void onlyAnEmptyFolderIsFilled() throws IOException {
    try (Ewig db = openGarden(config(LogKind.PLAIN))) {
      fill(db, 1, 2);
      Files.createDirectories(at("full"));
      Files.writeString(at("full").resolve("letter"), "mine");
      refused(ErrorCode.FOLDER_NOT_FREE, () -> backUp(db, at("full")));
      backUp(db, at("good"));
      refused(ErrorCode.FOLDER_NOT_FREE, () -> backUp(db, at("good")));
      refused(ErrorCode.FOLDER_NOT_FREE, () -> restore("good", "full", Restore.ALL));
      refused(ErrorCode.FOLDER_NOT_FREE, () -> restore("good", "garden", Restore.ALL));
      refused(ErrorCode.NOT_A_BACKUP, () -> restore("garden", "copy", Restore.ALL));
      assertThat(Files.readString(at("full").resolve("letter"))).isEqualTo("mine");
    }
  }

  /** As one leaves it that was killed just before it could take its mark away. */
  @Test
  void whatWasWrittenSinceARestoringOutlivesAnotherOne() throws IOException {
    Backup backup;
    try (Ewig db = openGarden(config(LogKind.PLAIN))) {
      fill(db, 1, 5);
      backup = backUp(db, at("full"));
    }
    restore("full", "copy", Restore.ALL);
    Path mark = at("copy").resolve(Backup.UNFINISHED);
    String purpose = backup.id() + " " + Restore.ALL.until() + " false\n";
    Files.writeString(mark, purpose);
    assertThat(restore("full", "copy", Restore.ALL)).isEqualTo(backup.head());
    assertThat(mark).doesNotExist();
    Files.writeString(mark, purpose);
    Head written;
    try (Ewig copy = Ewig.open(at("copy"), config(LogKind.PLAIN))) {
      fill(copy, 2, 120); // several segments
      written = copy.head();
    }
    refused(ErrorCode.FOLDER_NOT_FREE, () -> restore("full", "copy", Restore.ALL.withNewOrigin()));
    assertThat(restore("full", "copy", Restore.ALL)).isEqualTo(written);
    refused(ErrorCode.FOLDER_NOT_FREE, () -> restore("full", "copy", Restore.ALL));
    try (Ewig copy = Ewig.open(at("copy"), config(LogKind.PLAIN))) {
      assertThat(copy.head()).isEqualTo(written);
      requireSound(copy);
    }
  }

  @Test
  void aBaseOfAnotherHistoryIsRefused() {
    try (Ewig db = openGarden(config(LogKind.PLAIN));
        Ewig other = Ewig.open(at("other"))) {
      fill(db, 1, 4);
      fill(other, 1, 4);
      backUp(other, at("others"));
      refused(
          ErrorCode.INVALID_ARGUMENT,
          () -> db.backup(at("new"), Optional.of(at("others")), Progress.SILENT));
      backUp(db, at("full"));
      restore("full", "copy", Restore.ALL);
      fill(db, 2, 1);
      db.backup(at("later"), Optional.of(at("full")), Progress.SILENT);
      try (Ewig copy = Ewig.open(at("copy"))) {
        fill(copy, 3, 2); // the same database by name, and not what it was
        refused(
            ErrorCode.INVALID_ARGUMENT,
            () -> copy.backup(at("new"), Optional.of(at("later")), Progress.SILENT));
      }
    }
  }

  @Test
  void whatIsDamagedIsNamedAndNotRestored() throws IOException {
    try (Ewig db = openGarden(config(LogKind.CHRONICLE))) {
      fill(db, 1, 60);
      backUp(db, at("full"));
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(at("full"))) {
      files = all.filter(Files::isRegularFile).filter(f -> !f.endsWith(Backup.NAME)).toList();
    }
    Random random = new Random(3);
    int round = 0;
    for (Path file : files) {
      byte[] good = Files.readAllBytes(file);
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= 4;
      Files.write(file, bad);
      assertThat(Backups.verify(at("full"), Progress.SILENT)).hasSize(1);
      String name = "copy" + ++round;
      assertThatThrownBy(() -> restore("full", name, Restore.ALL))
          .isInstanceOf(CorruptionException.class)
          .hasMessageContaining(file.getFileName().toString());
      assertThat(at(name).resolve("ewig.json")).doesNotExist();
      Files.write(file, java.util.Arrays.copyOf(good, good.length - 1));
      assertThat(Backups.verify(at("full"), Progress.SILENT)).hasSize(1);
      Files.delete(file);
      assertThat(Backups.verify(at("full"), Progress.SILENT).get(0).what()).contains("missing");
      Files.write(file, good);
      restore("full", name, Restore.ALL); // goes on where it was stopped
    }
    assertThat(files).hasSizeGreaterThan(2);
  }

  @Test
  void aMissingOrExchangedBaseIsNamed() throws IOException {
    try (Ewig db = openGarden(config(LogKind.PLAIN))) {
      fill(db, 1, 100);
      backUp(db, at("one"));
      fill(db, 2, 100);
      db.backup(at("two"), Optional.of(at("one")), Progress.SILENT);
      Files.move(at("one"), at("moved"));
      refused(ErrorCode.NOT_A_BACKUP, () -> restore("two", "copy", Restore.ALL));
      backUp(db, at("one"));
      refused(ErrorCode.NOT_A_BACKUP, () -> restore("two", "copy", Restore.ALL));
    }
  }

  @Test
  void aDatabaseInMemoryHasNothingToBackUp() {
    try (Ewig db = Ewig.inMemory()) {
      refused(ErrorCode.UNSUPPORTED, () -> backUp(db, at("full")));
    }
  }

  private static void refused(
      ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable what) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(EwigException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
