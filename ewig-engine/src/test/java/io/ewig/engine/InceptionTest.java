package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.backup.Restore;
import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.erasure.Reason;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.inception.Forgeries;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.inception.InceptionFile;
import io.ewig.engine.inception.SignedCheckpoint;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Scan;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.part.Filter;
import io.ewig.engine.replica.Acknowledged;
import io.ewig.engine.replica.Horizon;
import io.ewig.engine.replica.Refusal;
import io.ewig.engine.replica.Replica;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.MergeResult;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.engine.session.Words;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases whose history begins at a signed checkpoint. */
class InceptionTest {

  private static final Table PLANTS =
      new TableBuilder(new UUID(1, 1), "public", "plants")
          .notNull("id", Type.BIGINT)
          .column("name", Type.VARCHAR)
          .primaryKey("id")
          .index("by_name", "name")
          .build();

  private static final World GARDEN = World.of("a://garden");
  private static final Config PLAIN =
      Config.defaults().withLog(LogKind.PLAIN).withDurability(Durability.NONE).withSigning(true);

  @TempDir private Path temporary;
  private Path folder;
  private Ewig garden;

  @BeforeEach
  void plant() {
    folder = temporary.resolve("fresh");
    garden = Ewig.open(temporary.resolve("garden"), PLAIN);
    try (Transaction begun = garden.begin("main")) {
      begun.create(PLANTS);
      begun.commit();
    }
    for (long id = 0; id < 5; id++) {
      put(garden, id, "rose" + id);
    }
    put(garden, 3, "aster");
    garden.append(EventBuilder.in(GARDEN.uri()).type("ObjectCreated").json("{\"id\":\"oak\"}"));
  }

  @AfterEach
  void close() {
    garden.close();
  }

  private static void put(Ewig db, long id, String name) {
    put(db, "main", id, name);
  }

  private static void put(Ewig db, String branch, long id, String name) {
    try (Transaction transaction = db.begin(branch)) {
      transaction.put(PLANTS, Row.of(id, name), null);
      transaction.commit();
    }
  }

  private static Horizon horizon(Ewig db) {
    return db.replica().horizon(Acknowledged.NOTHING);
  }

  private SignedCheckpoint checkpoint() {
    return garden.notary().checkpoint(horizon(garden));
  }

  private Ewig fresh() {
    return Ewig.beginAt(checkpoint(), folder, PLAIN);
  }

  private static void exchange(Ewig one, Ewig other) {
    pull(one.replica(), other.replica());
    pull(other.replica(), one.replica());
    assertThat(one.replica().root()).isEqualTo(other.replica().root());
  }

  private static void pull(Replica from, Replica to) {
    var cursor = from.since(to.version());
    List<Commit> commits = new ArrayList<>();
    while (cursor.next()) {
      commits.add(cursor.commit());
    }
    assertThat(to.adopt(commits).isWhole()).isTrue();
  }

  private static ErrorCode codeOf(Runnable work) {
    try {
      work.run();
    } catch (EwigException e) {
      return e.code();
    }
    throw new AssertionError("nothing was refused");
  }

  @Test
  void beginsWithTheStateAndGoesOnWithAllOthers() {
    try (Ewig fresh = fresh()) {
      assertThat(fresh.state().roots()).isEqualTo(garden.state().roots());
      assertThat(fresh.head().size()).isEqualTo(1);
      assertThat(fresh.timelines().of(GARDEN).at(When.NOW).keys()).containsExactly("oak");
      exchange(garden, fresh);
      put(fresh, 7, "fern");
      put(garden, 8, "tulip");
      exchange(garden, fresh);
    }
  }

  @Test
  void isTheSameAfterItWasOpenedAgainOrMadeAnew() {
    Hash root;
    try (Ewig fresh = fresh()) {
      put(fresh, 7, "fern");
      root = fresh.replica().root();
    }
    try (Ewig again = Ewig.open(folder, PLAIN)) {
      assertThat(again.replica().root()).isEqualTo(root);
      assertThat(again.verify(Progress.SILENT).findings()).isEmpty();
      assertThat(again.state().verify(Progress.SILENT).findings()).isEmpty();
    }
    try (Ewig again = Ewig.rebuild(folder, PLAIN)) {
      assertThat(again.replica().root()).isEqualTo(root);
      exchange(garden, again);
    }
  }

  @Test
  void foldsAgain() {
    Path second = temporary.resolve("second");
    try (Ewig fresh = fresh()) {
      put(fresh, 9, "moss");
      Acknowledged gone = new Acknowledged(Map.of(), fresh.replica().version().seqs().keySet());
      SignedCheckpoint next = fresh.notary().checkpoint(fresh.replica().horizon(gone));
      try (Ewig third = Ewig.beginAt(next, second, PLAIN)) {
        assertThat(third.state().roots()).isEqualTo(fresh.state().roots());
        exchange(third, fresh);
        exchange(garden, fresh);
        exchange(third, garden);
      }
    }
  }

  @Test
  void anEarlierMomentIsAnErrorThatNamesTheCheckpoint() {
    try (Ewig fresh = fresh()) {
      Instant early = garden.get(1).systemTime();
      assertThatThrownBy(() -> fresh.view("main", new When.At(early)))
          .isInstanceOf(EwigException.class)
          .hasMessageContaining(garden.get(garden.head().size() - 1).systemTime().toString());
      assertThat(codeOf(() -> fresh.view("main", new When.At(early)))).isEqualTo(ErrorCode.FOLDED);
      assertThat(ErrorCode.FOLDED.sqlState()).isEqualTo("55W02");
      assertThat(codeOf(() -> fresh.exportTo(new ByteArrayOutputStream(), 0, 2)))
          .isEqualTo(ErrorCode.FOLDED);
    }
  }

  @Test
  void whatIsFoldedCanNotBeErasedWhereItsEventsAreNot() {
    try (Ewig fresh = fresh()) {
      Reason reason = new Reason("somebody", "asked for");
      assertThat(codeOf(() -> fresh.erasures().rows(PLANTS, row -> true, reason)))
          .isEqualTo(ErrorCode.FOLDED);
      assertThat(codeOf(() -> fresh.erasures().world(GARDEN, reason))).isEqualTo(ErrorCode.FOLDED);
    }
  }

  @Test
  void anErasureOfWhatIsFoldedIsNotTakenHalf() {
    try (Ewig fresh = fresh()) {
      garden.erasures().rows(PLANTS, row -> row.get(0).equals(3L), new Reason("she", "asked"));
      var cursor = garden.replica().since(fresh.replica().version());
      assertThat(cursor.next()).isTrue();
      var adopted = fresh.replica().adopt(List.of(cursor.commit()));
      assertThat(adopted.refusal().orElseThrow().reason()).isEqualTo(Refusal.Reason.FOLDED);
    }
  }

  @Test
  void whoLacksWhatIsFoldedGetsNothing() {
    try (Ewig fresh = fresh();
        Ewig empty = Ewig.inMemory()) {
      assertThat(codeOf(() -> fresh.replica().since(empty.replica().version())))
          .isEqualTo(ErrorCode.FOLDED);
      empty.append(EventBuilder.in("a://elsewhere").type("ObjectCreated").json("{\"id\":\"x\"}"));
      var cursor = empty.replica().since(fresh.replica().version());
      assertThat(cursor.next()).isTrue();
      var adopted = fresh.replica().adopt(List.of(cursor.commit()));
      assertThat(adopted.refusal().orElseThrow().text())
          .contains("seen 0 of these")
          .contains("--from-checkpoint");
      assertThat(fresh.head().size()).isEqualTo(1);
    }
  }

  @Test
  void whatIsForgedLeavesNoFolder() throws IOException {
    byte[] good = checkpoint().toBytes();
    SignedCheckpoint read = SignedCheckpoint.parse(good, "here");
    assertThat(read).isEqualTo(checkpoint());
    List<SignedCheckpoint> bad =
        List.of(
            Forgeries.ofRoot(read, Hash.ZERO, Keys.newSigningKey()),
            Forgeries.ofVersion(read),
            Forgeries.ofContent(read));
    for (SignedCheckpoint forged : bad) {
      assertThat(codeOf(() -> Ewig.beginAt(forged, folder, PLAIN).close()))
          .isEqualTo(ErrorCode.FORGED_EVENT);
    }
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).containsExactly(temporary.resolve("garden"));
    }
  }

  @Test
  void aFolderThatIsNotEmptyIsLeftAlone() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("mine.txt"), "roses");
    assertThat(codeOf(() -> fresh().close())).isEqualTo(ErrorCode.FOLDER_NOT_FREE);
    assertThat(folder.resolve("mine.txt")).hasContent("roses");
  }

  @Test
  void aLostOrDamagedCheckpointIsNamed() throws IOException {
    fresh().close();
    Path file = folder.resolve(InceptionFile.NAME);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    assertThat(codeOf(() -> Ewig.open(folder, PLAIN))).isEqualTo(ErrorCode.CORRUPT_FILE);
    Files.delete(file);
    assertThatThrownBy(() -> Ewig.open(folder, PLAIN))
        .hasMessageContaining(InceptionFile.NAME)
        .hasMessageContaining("restore it from a backup");
  }

  @Test
  void aBackupHasTheCheckpoint() throws IOException {
    Path backup = temporary.resolve("backup");
    Path restored = temporary.resolve("restored");
    Hash root;
    try (Ewig fresh = fresh()) {
      put(fresh, 7, "fern");
      root = fresh.replica().root();
      fresh.backup(backup, Optional.empty(), Progress.SILENT);
    }
    Backups.restore(backup, restored, Restore.ALL, Progress.SILENT);
    try (Ewig again = Ewig.open(restored, PLAIN.withSigning(false).withReadOnly(true))) {
      assertThat(again.replica().root()).isEqualTo(root);
    }
  }

  @Test
  void anEncryptedDatabaseBeginsAtACheckpointThatIsEncryptedThere() throws IOException {
    Path keyFile = temporary.resolve("key");
    Keys.generateFile(keyFile, new SecureRandom());
    KeyProvider key = Keys.file(keyFile);
    Hash root;
    try (Ewig fresh = Ewig.beginAt(checkpoint(), folder, PLAIN.withKey(key))) {
      put(fresh, 7, "fern");
      root = fresh.replica().root();
      exchange(garden, fresh);
      root = fresh.replica().root();
    }
    byte[] file = Files.readAllBytes(folder.resolve(InceptionFile.NAME));
    assertThat(new String(file, StandardCharsets.ISO_8859_1)).doesNotContain("rose0", "EWIGINC");
    assertThat(codeOf(() -> Ewig.open(folder, PLAIN).close())).isEqualTo(ErrorCode.KEY_UNAVAILABLE);
    try (Ewig again = Ewig.rebuild(folder, PLAIN.withKey(key))) {
      assertThat(again.replica().root()).isEqualTo(root);
    }
    file[file.length / 2] ^= 1;
    Files.write(folder.resolve(InceptionFile.NAME), file);
    assertThat(codeOf(() -> Ewig.open(folder, PLAIN.withKey(key)).close()))
        .isEqualTo(ErrorCode.CORRUPT_FILE);
  }

  @Test
  void aPartNeitherMakesACheckpointNorBeginsAtOne() {
    Filter plants = Filter.parse("world table://public/plants");
    assertThatThrownBy(() -> Ewig.beginAt(checkpoint(), folder, PLAIN.withFilter(plants)).close())
        .hasMessageContaining("leave one of the two out");
    try (Ewig part = Ewig.open(folder, PLAIN.withFilter(plants))) {
      var cursor = garden.replica().since(part.replica().version(), plants);
      assertThat(cursor.next()).isTrue();
      assertThat(part.replica().adopt(List.of(cursor.commit())).isWhole()).isTrue();
      assertThatThrownBy(() -> part.notary().checkpoint(horizon(part)))
          .hasMessageContaining("ask one that has everything");
    }
  }

  @Test
  void branchesAndTagsAreFoldedWithTheirStates() {
    garden.branches().tag("spring", "main", When.NOW, "it blooms");
    garden.branches().create("dev", "main");
    put(garden, 11, "ivy");
    put(garden, "dev", 12, "fern");
    garden.merges().merge("dev", "main", MergeStrategy.AUTOMATIC, new Words());
    garden.branches().create("empty", "dev");
    Hash spring = garden.view("main", new When.AtTag("spring")).root();
    try (Ewig fresh = fresh()) {
      assertThat(fresh.state().roots())
          .isEqualTo(garden.state().roots())
          .containsKeys("main", "dev", "empty");
      assertThat(fresh.view("main", new When.AtTag("spring")).root()).isEqualTo(spring);
      assertThat(fresh.merges().merge("dev", "main", MergeStrategy.AUTOMATIC, new Words()))
          .isEqualTo(new MergeResult.UpToDate());
      assertThat(fresh.state().verify(Progress.SILENT).findings()).isEmpty();
      put(fresh, "dev", 13, "moss");
      put(garden, "empty", 14, "aster");
      exchange(garden, fresh);
      fresh.merges().merge("empty", "main", MergeStrategy.AUTOMATIC, new Words());
      exchange(garden, fresh);
    }
    try (Ewig again = Ewig.rebuild(folder, PLAIN)) {
      exchange(garden, again);
    }
  }

  private static void tell(Ewig db, String branch, World world, String json) {
    db.batch().add(EventBuilder.in(world).type("StateChanged").json(json)).on(branch).commit();
  }

  /** By way of a branch that is there no more. */
  @Test
  void whatABranchAboutOneWorldHasMergedCountsInThatWorldOnlyWhenItIsFolded() {
    World shed = World.of("a://shed");
    garden.branches().create("dev", "main");
    garden.branches().create("one", "main", When.NOW, GARDEN);
    tell(garden, "dev", GARDEN, "{\"id\":\"oak\",\"height\":1}");
    tell(garden, "dev", shed, "{\"id\":\"pot\",\"number\":1}");
    put(garden, 11, "ivy");
    garden.merges().merge("dev", "one", MergeStrategy.AUTOMATIC, new Words());
    garden.merges().merge("one", "main", MergeStrategy.AUTOMATIC, new Words());
    garden.branches().drop("one");
    tell(garden, "main", GARDEN, "{\"id\":\"oak\",\"height\":2}");
    try (Ewig fresh = fresh()) {
      assertThat(fresh.merges().merge("dev", "main", MergeStrategy.AUTOMATIC, new Words()))
          .isInstanceOf(MergeResult.Merged.class);
      View main = fresh.view();
      assertThat(main.object(GARDEN, "oak").orElseThrow()).hasToString("{\"height\":2}");
      assertThat(main.object(shed, "pot").orElseThrow()).hasToString("{\"number\":1}");
    }
  }

  @Test
  void whatGoesBackToAnEarlierMomentLaterOnHoldsTheHorizonThere() {
    long before = garden.head().size();
    Instant then = garden.get(before - 1).systemTime();
    put(garden, 11, "ivy");
    VersionVector known = garden.replica().version();
    garden.branches().create("old", "main", new When.At(then), null);
    Acknowledged absent = new Acknowledged(Map.of(new Origin(7, 7), known), Set.of());
    Horizon horizon = garden.replica().horizon(absent);
    assertThat(horizon.size()).isEqualTo(before);
    assertThat(horizon.heldBy().get(0).what()).contains("goes back to that moment");
  }

  @Test
  void aDatabaseThatDoesNotSignFoldsNothing() {
    try (Ewig unsigned = Ewig.inMemory()) {
      unsigned.append(EventBuilder.in("a://garden").type("ObjectCreated").json("{\"id\":\"x\"}"));
      assertThatThrownBy(() -> unsigned.notary().checkpoint(horizon(unsigned)))
          .hasMessageContaining("ewig keys sign");
    }
  }

  @Test
  void theLogSaysWhereItBegins() {
    try (Ewig fresh = fresh();
        EventCursor events = fresh.iterate(Scan.all())) {
      assertThat(events.next()).isTrue();
      Event first = events.event();
      assertThat(first.world()).isEqualTo(Inception.WORLD);
      assertThat(events.branch()).isEqualTo(Branch.MAIN);
    }
  }
}
