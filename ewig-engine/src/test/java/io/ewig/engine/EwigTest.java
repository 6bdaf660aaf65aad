package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.crypt.SignedHead;
import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.log.Scan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The door, used as a user would. */
class EwigTest {

  private static final World GARDEN = World.of("a://garden");

  @TempDir Path temp;

  private static List<Event> all(EventCursor cursor) {
    List<Event> events = new ArrayList<>();
    try (cursor) {
      while (cursor.next()) {
        events.add(cursor.event());
      }
    }
    return events;
  }

  @ParameterizedTest
  @EnumSource
  void anEventIsAppendedReadFoundAndVerified(LogKind kind) {
    try (Ewig db = Ewig.open(temp.resolve("db"), Config.defaults().withLog(kind))) {
      Receipt receipt =
          db.append(
              EventBuilder.in(GARDEN).type(EventType.OBJECT_CREATED).json("{\"id\":\"rose\"}"));
      Event event = db.get(receipt.firstSeq());
      assertThat(event.world()).isEqualTo(GARDEN);
      assertThat(event.id()).isEqualTo(receipt.commit());
      assertThat(event.valid().from()).isEqualTo(receipt.systemTime());
      assertThat(db.events().payload(event))
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("{\"id\":\"rose\"}");
      assertThat(db.events().with(receipt.hash())).contains(event);
      assertThat(db.verify(Progress.SILENT).isSound()).isTrue();
    }
  }

  @Test
  void aBatchIsOneCommitWithItsWords() {
    try (Ewig db = Ewig.inMemory()) {
      db.branches().create("dev", "main");
      Receipt receipt =
          db.batch()
              .on(new Branch("dev"))
              .author("ada")
              .message("plant")
              .with("ticket", "#7")
              .add(EventBuilder.in(GARDEN).json("1"))
              .add(EventBuilder.in(GARDEN).json("2"))
              .commit();
      Commit commit = db.events().commitOf(receipt.firstSeq() + 1);
      assertThat(commit.events()).hasSize(2);
      assertThat(commit.info().author()).isEqualTo("ada");
      assertThat(commit.info().metadata()).containsEntry("ticket", "#7");
      assertThat(commit.info().branch()).isEqualTo(new Branch("dev"));
    }
  }

  @Test
  void anEmptyBatchIsRefused() {
    try (Ewig db = Ewig.inMemory()) {
      assertThatThrownBy(() -> db.batch().commit())
          .isInstanceOf(UserException.class)
          .hasMessageContaining("1 to");
      assertThat(db.head().size()).isZero();
    }
  }

  @Test
  void theLogAsItWasAtAMomentIsAPrefix() {
    try (Ewig db = Ewig.inMemory()) {
      Instant first = db.append(EventBuilder.in(GARDEN).json("1")).systemTime();
      Instant second = db.append(EventBuilder.in(GARDEN).json("2")).systemTime();
      assertThat(db.at(first.minusNanos(1))).isZero();
      assertThat(db.at(first)).isEqualTo(1);
      assertThat(db.at(second)).isEqualTo(2);
      assertThat(all(db.range(GARDEN, first, second))).hasSize(1);
    }
  }

  @Test
  void systemTimeRisesEvenWhenTheMachinesClockStepsBack() {
    long[] now = {5_000_000_000L};
    Config config = Config.defaults().withLog(LogKind.MEMORY).withClock(() -> now[0]);
    try (Ewig db = Ewig.open(temp, config)) {
      Instant first = db.append(EventBuilder.in(GARDEN)).systemTime();
      now[0] = 1_000_000_000L;
      Instant second = db.append(EventBuilder.in(GARDEN)).systemTime();
      assertThat(second).isEqualTo(first.plusNanos(1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLargePayloadGoesToTheContentStoreAndComesBack(LogKind kind) {
    byte[] large = new byte[3 << 20];
    large[12345] = 7;
    try (Ewig db = Ewig.open(temp.resolve("db"), Config.defaults().withLog(kind))) {
      Receipt receipt = db.append(EventBuilder.in(GARDEN).payload(large));
      assertThat(db.events().payload(db.get(receipt.firstSeq()))).isEqualTo(large);
    }
    assertThatThrownBy(() -> EventBuilder.in(GARDEN).payload(new byte[(64 << 20) + 1]).build())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("67108864");
  }

  @Test
  void aMissingOrDamagedBlobIsFound() throws Exception {
    Path folder = temp.resolve("db");
    try (Ewig db = Ewig.open(folder)) {
      db.append(EventBuilder.in(GARDEN).payload(new Randoms(1).bytes(2 << 20)));
      Path blob;
      try (var files = Files.walk(folder.resolve("store"))) {
        blob = files.filter(file -> file.toFile().length() > 1 << 20).findFirst().orElseThrow();
      }
      byte[] bytes = Files.readAllBytes(blob);
      bytes[200] ^= 1;
      Files.write(blob, bytes);
      assertThat(db.verify(Progress.SILENT).findings())
          .singleElement()
          .satisfies(found -> assertThat(found.file()).isEqualTo(blob.toString()));
      Files.delete(blob);
      assertThat(db.verify(Progress.SILENT).isSound()).isFalse();
    }
  }

  @Test
  void aSignedHeadIsCheckedByWhoeverHasThePublicKey() {
    try (Ewig db = Ewig.open(temp.resolve("db"));
        SigningKey key = Keys.newSigningKey()) {
      db.append(EventBuilder.in(GARDEN).json("{}"));
      SignedHead head = SignedHead.parse(db.notary().signHead(key).toText());
      assertThat(head.isSignedBy(key.publicKey(), Keys.verifier())).isTrue();
      assertThat(head.head()).isEqualTo(db.head());
      db.append(EventBuilder.in(GARDEN).json("{}"));
      assertThat(
              db.log()
                  .proveConsistency(head.head().size(), db.head().size())
                  .provesConsistency(head.head().size(), head.root(), 2, db.log().root(2)))
          .isTrue();
    }
  }

  @Test
  void anExportImportedIntoAnEmptyDatabaseIsTheSameHistory() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Ewig db = Ewig.open(temp.resolve("a"));
        Ewig copy = Ewig.open(temp.resolve("b"))) {
      for (int i = 0; i < 100; i++) {
        db.batch()
            .message("step " + i)
            .add(EventBuilder.in(GARDEN).json("{\"n\":" + i + "}"))
            .add(EventBuilder.in("a://shed").type("Opened").payload(new byte[] {0, -1, (byte) i}))
            .commit();
      }
      assertThat(db.exportTo(out, 0, Long.MAX_VALUE)).isEqualTo(200);
      assertThat(copy.importFrom(new ByteArrayInputStream(out.toByteArray()))).isEqualTo(200);
      assertThat(copy.head()).isEqualTo(db.head());
      assertThat(copy.log().root(200)).isEqualTo(db.log().root(200));
      assertThat(all(copy.iterate(Scan.all()))).isEqualTo(all(db.iterate(Scan.all())));
      copy.append(EventBuilder.in(GARDEN).json("{\"here\":true}"));
      assertThat(copy.verify(Progress.SILENT).isSound()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(names = "MEMORY", mode = EnumSource.Mode.EXCLUDE)
  void manyThreadsAppendAtOnceAndAllIsThere(LogKind kind) throws Exception {
    Path folder = temp.resolve("db");
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try (Ewig db = Ewig.open(folder, Config.defaults().withLog(kind))) {
      List<Future<?>> all = new ArrayList<>();
      for (int client = 0; client < 8; client++) {
        World world = World.of("a://garden" + client);
        all.add(
            clients.submit(
                () -> {
                  for (int i = 0; i < 100; i++) {
                    Receipt receipt = db.append(EventBuilder.in(world).json("{\"n\":" + i + "}"));
                    assertThat(db.get(receipt.firstSeq()).hash()).isEqualTo(receipt.hash());
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      clients.shutdownNow();
    }
    try (Ewig db = Ewig.open(folder, Config.defaults().withLog(kind))) {
      assertThat(db.head().size()).isEqualTo(800);
      assertThat(all(db.iterate(Scan.all().in(World.of("a://garden3"))))).hasSize(100);
      assertThat(db.verify(Progress.SILENT).isSound()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(names = "MEMORY", mode = EnumSource.Mode.EXCLUDE)
  void weakerDurabilityIsStillThereAfterClosing(LogKind kind) {
    for (Durability durability :
        List.of(Durability.NONE, Durability.batch(Duration.ofMillis(5)), Durability.DURABLE)) {
      Config config = Config.defaults().withLog(kind).withDurability(durability);
      long before;
      try (Ewig db = Ewig.open(temp.resolve("db"), config)) {
        before = db.head().size();
        for (int i = 0; i < 2000; i++) {
          db.append(EventBuilder.in(GARDEN).json("{}"));
        }
        assertThat(db.head().size()).isEqualTo(before + 2000);
      }
      try (Ewig db = Ewig.open(temp.resolve("db"), config)) {
        assertThat(db.troubles().damage()).isEmpty();
        assertThat(db.head().size()).isEqualTo(before + 2000);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClosedDatabaseSaysSoToWhoeverUsesIt(LogKind kind) {
    Ewig db = Ewig.open(temp.resolve("db"), Config.defaults().withLog(kind));
    db.append(EventBuilder.in(GARDEN));
    db.close();
    assertThatThrownBy(() -> db.append(EventBuilder.in(GARDEN)))
        .isInstanceOfSatisfying(
            EwigException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED));
    assertThatThrownBy(() -> db.get(0)).hasMessageContaining("closed");
    assertThatThrownBy(() -> db.view().tables()).hasMessageContaining("closed");
    db.close();
  }

  @ParameterizedTest
  @EnumSource
  void aThreadThatHasReadKeepsNothingOfAClosedDatabase(LogKind kind) {
    WeakReference<EventLog> log = readAndClosed(kind);
    for (int i = 0; i < 100 && log.get() != null; i++) {
      System.gc();
    }
    assertThat(log.get()).isNull();
  }

  private WeakReference<EventLog> readAndClosed(LogKind kind) {
    try (Ewig db = Ewig.open(temp.resolve("db"), Config.defaults().withLog(kind))) {
      Receipt receipt = db.append(EventBuilder.in(GARDEN).json("1"));
      assertThat(db.get(receipt.firstSeq()).seq()).isEqualTo(receipt.firstSeq());
      Commit commit = db.events().commitOf(receipt.firstSeq());
      assertThat(db.events().commitIdOf(receipt.firstSeq())).isEqualTo(commit.id());
      return new WeakReference<>(db.log());
    }
  }

  @Test
  void aRangeThatIsNoneIsNotExported() {
    try (Ewig db = Ewig.inMemory()) {
      db.append(EventBuilder.in(GARDEN));
      assertThatThrownBy(() -> db.exportTo(new ByteArrayOutputStream(), -1, 1))
          .hasMessageContaining("from seq 0 on, not from -1");
      assertThatThrownBy(() -> db.exportTo(new ByteArrayOutputStream(), 1, 0))
          .hasMessageContaining("does not end before it begins, as 1 to 0 does");
      assertThat(db.exportTo(new ByteArrayOutputStream(), 1, 1)).isZero();
    }
  }

  @Test
  void whatIsNoDatabaseIsNotOpened() throws Exception {
    Files.writeString(temp.resolve("thesis.txt"), "precious");
    assertThatThrownBy(() -> Ewig.open(temp))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(temp.toString())
        .hasMessageContaining("empty");
    assertThatThrownBy(
            () -> Ewig.open(temp.resolve("none"), Config.defaults().withCreateIfMissing(false)))
        .hasMessageContaining("no database");
    assertThatThrownBy(() -> Ewig.open(temp.resolve("none"), Config.defaults().withReadOnly(true)))
        .hasMessageContaining("no database");
    assertThat(temp.resolve("none")).doesNotExist();
    assertThatThrownBy(() -> Ewig.open(temp.resolve("thesis.txt")))
        .hasMessageContaining("thesis.txt is a file");
  }

  @ParameterizedTest
  @EnumSource(
      value = LogKind.class,
      names = {"CHRONICLE", "PLAIN"})
  void aSecondWriterIsToldWhoWritesAndSinceWhen(LogKind kind) {
    Config config = Config.defaults().withLog(kind);
    try (Ewig db = Ewig.open(temp, config)) {
      assertThat(db.head().size()).isZero();
      assertThatThrownBy(() -> Ewig.open(temp, config))
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining("another engine in this process (" + ProcessHandle.current().pid())
          .hasMessageMatching("(?s).*\\) since \\d{4}-.*")
          .hasMessageContaining("readOnly");
    }
    Ewig.open(temp, config).close();
  }

  @Test
  void aReadOnlyDatabaseIsReadBesideItsWriter() {
    Path folder = temp.resolve("db");
    try (Ewig db = Ewig.open(folder);
        Ewig reader = Ewig.open(folder, Config.defaults().withReadOnly(true))) {
      Receipt receipt = db.append(EventBuilder.in(GARDEN).json("{}"));
      assertThat(reader.get(receipt.firstSeq())).isEqualTo(db.get(receipt.firstSeq()));
      assertThatThrownBy(() -> reader.append(EventBuilder.in(GARDEN)))
          .isInstanceOfSatisfying(
              EwigException.class, e -> assertThat(e.sqlState()).isEqualTo("25006"));
    }
  }

  @Test
  void aConfigurationThatMeansNothingIsRefusedWhereItIsMade() {
    Config config = Config.defaults();
    assertThatThrownBy(() -> config.withLog(null)).hasMessageContaining("log:");
    assertThatThrownBy(() -> config.withDurability(null)).hasMessageContaining("durability:");
    assertThatThrownBy(() -> config.withClock(null)).hasMessageContaining("clock:");
    assertThatThrownBy(() -> config.withReducer("a://**", null)).hasMessageContaining("reducer:");
    Config mute = config.withLog(LogKind.MEMORY).withReadOnly(true);
    assertThatThrownBy(() -> Ewig.open(temp, mute))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("leave readOnly out");
  }
}
