package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.erasure.ErasingMark;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Erasure;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.InclusionProof;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.table.RowPayload;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.LogChain;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.log.Scan;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.MergeResult;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.engine.session.Words;
import io.ewig.engine.store.GarbageCollection;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import io.ewig.engine.world.WorldState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was erased is in no file and in no answer; all else is as it was. */
class ErasureTest {

  private static final World GARDEN = World.of("a://garden");

  private static final int IDS = 12;

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void name() {
    folder = temp.resolve("db");
  }

  /** How a database may lie on disk. */
  enum Kind {
    PLAIN,
    CHRONICLE,
    ENCRYPTED
  }

  private Config config(Kind kind) {
    Config config =
        Config.defaults()
            .withLog(kind == Kind.CHRONICLE ? LogKind.CHRONICLE : LogKind.PLAIN)
            .withSegmentBytes(1 << 20);
    if (kind != Kind.ENCRYPTED) {
      return config;
    }
    Path key = temp.resolve("key");
    if (!Files.exists(key)) {
      Keys.generateFile(key, new SecureRandom());
    }
    return config.withKey(Keys.file(key));
  }

  private Ewig open(Kind kind) {
    return Ewig.open(folder, config(kind), SmallWorkings.on(new RealDisk()));
  }

  private static String text(WorldState state) {
    return new String(state.canonical(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource
  void erasedRowsAreInNoFileAndInNoAnswer(Kind kind) throws Exception {
    List<String> before;
    long size;
    Hash root;
    InclusionProof proof;
    Event event;
    SortedMap<String, Hash> roots;
    try (Ewig db = open(kind)) {
      People.fill(db);
      size = db.head().size();
      root = db.log().root(size);
      event = db.get(20);
      proof = db.log().proveInclusion(20, size);
      before = People.answers(db, size);
      assertThat(Plaintext.find(folder, People.SECRET).isEmpty()).isEqualTo(kind == Kind.ENCRYPTED);

      assertThat(db.erasures().rows(People.PEOPLE, People.secret(), People.REASON)).isEqualTo(3);

      assertThat(Plaintext.find(folder, People.SECRET)).isEmpty();
      assertThat(People.answers(db, size)).isEqualTo(before);
      People.assertNothingIsLeft(db, size);
      assertThat(db.verify(Progress.SILENT).findings()).isEmpty();
      assertThat(db.state().verify(Progress.SILENT).findings()).isEmpty();
      assertThat(db.log().root(size)).isEqualTo(root);
      People.put(db, "main", 7, "somebody else", null);
      roots = db.state().roots();
    }
    assertThat(Plaintext.find(folder, People.SECRET)).isEmpty();
    try (Ewig db = open(kind)) {
      assertThat(db.state().roots()).isEqualTo(roots);
      assertThat(People.answers(db, size)).isEqualTo(before);
      People.assertNothingIsLeft(db, size);
      Hash leaf = LogChain.leaf(event.hash(), event.systemNanos());
      assertThat(proof.provesInclusion(20, leaf, size, root)).isTrue();
      assertThat(db.log().proveInclusion(20, size)).isEqualTo(proof);
      assertThat(db.verify(Progress.SILENT).findings()).isEmpty();
    }
    try (Ewig db = Ewig.rebuild(folder, config(kind), SmallWorkings.on(new RealDisk()))) {
      assertThat(db.state().roots()).isEqualTo(roots);
      assertThat(db.state().verify(Progress.SILENT).findings()).isEmpty();
    }
  }

  @Test
  void whoErasesBesideACollectionIsToldWhatIsDone() throws Exception {
    try (Ewig db = open(Kind.PLAIN)) {
      db.append(EventBuilder.in("a://garden").type("Photo").payload(People.photo(2 << 20)));
      try (GarbageCollection running = db.state().collect()) {
        assertThat(running.step()).isTrue();
        assertThatThrownBy(() -> db.erasures().world(GARDEN, People.REASON))
            .isInstanceOfSatisfying(
                ResourceException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.COLLECTION_RUNNING))
            .hasMessageContaining("the erasure is recorded");
        assertThat(db.get(0).payload()).isInstanceOf(Payload.Erased.class);
      }
      while (db.step()) {
        Thread.onSpinWait();
      }
      assertThat(Plaintext.find(folder, People.SECRET)).isEmpty();
    }
  }

  /** The store can't be swept for what is damaged there; all else goes on. */
  @Test
  void whatIsDamagedElsewhereKeepsAnErasureFromItsEndAndNothingElse() throws Exception {
    World photos = World.of("a://photos");
    try (Ewig db = open(Kind.PLAIN)) {
      db.append(EventBuilder.in("a://kept").type("Photo").payload(People.photo(2 << 20)));
      db.append(EventBuilder.in(photos).type("Photo").payload(People.photo(3 << 20)));
    }
    try (Stream<Path> files = Files.list(folder.resolve("store"))) {
      Path pack = files.filter(file -> file.toString().endsWith(".ewp")).sorted().findFirst().get();
      byte[] bytes = Files.readAllBytes(pack);
      bytes[1 << 20] ^= 1;
      Files.write(pack, bytes);
    }
    try (Ewig db = open(Kind.PLAIN)) {
      assertThatThrownBy(() -> db.erasures().world(photos, People.REASON))
          .isInstanceOf(CorruptionException.class);
      assertThat(db.erasures().step()).as("tried again").isFalse();
    }
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    try (Ewig other = Ewig.inMemory()) {
      other.append(EventBuilder.in("a://garden").json("{\"id\":\"rose\"}"));
      other.exportTo(lines, 0, other.head().size());
    }
    try (Ewig db = open(Kind.PLAIN)) {
      load(db, lines.toByteArray());
      assertThat(db.head().size()).isEqualTo(4);
    }
  }

  @Test
  void theErasureItselfIsHistory() {
    try (Ewig db = open(Kind.PLAIN)) {
      People.fill(db);
      long at = db.head().size();
      db.erasures().rows(People.PEOPLE, People.secret(), People.REASON);
      Commit commit = db.events().commitOf(at);
      assertThat(commit.info().author()).isEqualTo("dpo");
      assertThat(commit.info().message()).isEqualTo("request 7");
      assertThat(commit.first().type()).isEqualTo(EventType.PAYLOAD_ERASED);
      List<Hash> named = Erasure.read(db.events().payload(commit.first())).events();
      assertThat(named).hasSize(7);
      for (Hash hash : named) {
        Event erased = db.events().with(hash).orElseThrow();
        assertThat(erased.payload()).isInstanceOf(Payload.Erased.class);
        assertThatThrownBy(() -> db.events().payload(erased))
            .isInstanceOf(EwigException.class)
            .hasMessageContaining("erased");
      }
      assertThat(db.erasures().rows(People.PEOPLE, People.secret(), People.REASON)).isZero();
      assertThat(db.head().size()).isEqualTo(commit.endSeq());
    }
  }

  @Test
  void eventsOfAWorldAreErasedAndItsStateLeavesThemOut() throws Exception {
    try (Ewig db = open(Kind.PLAIN)) {
      db.append(
          EventBuilder.in("a://garden").type("StateChanged").json("{\"id\":\"rose\",\"n\":1}"));
      long told =
          db.append(
                  EventBuilder.in("a://garden")
                      .type("StateChanged")
                      .json("{\"id\":\"rose\",\"of\":\"" + People.SECRET + "\"}"))
              .firstSeq();
      db.append(
          EventBuilder.in("a://garden").type("StateChanged").json("{\"id\":\"rose\",\"m\":2}"));
      db.append(EventBuilder.in("a://garden").type("Photo").payload(People.photo(2 << 20)));
      assertThat(text(db.timelines().of(GARDEN).latest())).contains(People.SECRET);
      assertThat(db.erasures().events(Scan.all().from(told).before(told + 1), People.REASON))
          .isEqualTo(1);
      assertThat(Plaintext.find(folder, People.SECRET)).hasSize(1); // the photo
      assertThat(text(db.view().world(GARDEN)))
          .doesNotContain(People.SECRET)
          .contains("m")
          .contains("n");
      assertThat(text(db.timelines().of(GARDEN).latest())).doesNotContain(People.SECRET);
      assertThat(db.erasures().world(GARDEN, People.REASON)).isEqualTo(3);
      assertThat(Plaintext.find(folder, People.SECRET)).isEmpty();
      assertThat(db.view().world(GARDEN).length()).isZero();
      assertThat(db.state().verify(Progress.SILENT).findings()).isEmpty();
      assertThat(db.verify(Progress.SILENT).findings()).isEmpty();
    }
  }

  private static void refused(ErrorCode code, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(EwigException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void whoHasBegunBeforeIsToldToBeginAgain() {
    try (Ewig db = open(Kind.PLAIN)) {
      People.fill(db);
      View view = db.view();
      Transaction reader = db.begin("main");
      assertThat(reader.view().get(People.PEOPLE, 7)).isNotNull();
      Transaction writer = db.begin("main");
      writer.put(People.PEOPLE, Row.of(7, "again", null), null);
      db.erasures().rows(People.PEOPLE, People.secret(), People.REASON);
      refused(ErrorCode.WRITE_CONFLICT, () -> view.get(People.PEOPLE, 7));
      refused(ErrorCode.WRITE_CONFLICT, () -> reader.view().get(People.PEOPLE, 12));
      refused(ErrorCode.WRITE_CONFLICT, writer::commit);
      assertThat(db.view().get(People.PEOPLE, 7)).isNull();
      People.put(db, "main", 7, "again", null);
      assertThat(db.view().get(People.PEOPLE, 7)).isNotNull();
    }
  }

  private static byte[] export(Ewig db, long from) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    db.exportTo(out, from, Long.MAX_VALUE);
    return out.toByteArray();
  }

  private static void load(Ewig db, byte[] lines) {
    db.importFrom(new ByteArrayInputStream(lines));
  }

  private Ewig other(String name) {
    return Ewig.open(temp.resolve(name), config(Kind.PLAIN), SmallWorkings.on(new RealDisk()));
  }

  @Test
  void anErasureTravelsAndNothingComesBack() throws Exception {
    try (Ewig db = open(Kind.PLAIN);
        Ewig copy = other("copy");
        Ewig late = other("late")) {
      People.fill(db);
      byte[] old = export(db, 0);
      long size = db.head().size();
      load(copy, old);
      assertThat(Plaintext.find(temp.resolve("copy"), People.SECRET)).isNotEmpty();
      db.erasures().rows(People.PEOPLE, People.secret(), People.REASON);
      byte[] erasure = export(db, size);

      load(copy, erasure);
      assertThat(Plaintext.find(temp.resolve("copy"), People.SECRET)).isEmpty();
      assertThat(copy.state().roots()).isEqualTo(db.state().roots());
      assertThat(copy.head()).isEqualTo(db.head());

      byte[] all = export(db, 0);
      assertThat(new String(all, StandardCharsets.UTF_8))
          .contains("\"erased\":")
          .doesNotContain(People.SECRET);
      load(late, all);
      assertThat(late.head()).isEqualTo(db.head());
      assertThat(late.state().roots()).isEqualTo(db.state().roots());
      assertThat(late.verify(Progress.SILENT).findings()).isEmpty();
      refused(ErrorCode.MALFORMED_IMPORT, () -> load(late, old));
      assertThat(Plaintext.find(temp.resolve("late"), People.SECRET)).isEmpty();
      assertThat(export(late, 0)).isEqualTo(all);
    }
  }

  @Test
  void whatIsKnownToBeErasedIsNotTakenIn() throws Exception {
    try (Ewig db = open(Kind.PLAIN);
        Ewig eraser = other("eraser");
        Ewig late = other("late")) {
      db.append(EventBuilder.in(GARDEN).payload(People.photo(2 << 20)));
      db.append(
          EventBuilder.in(GARDEN).type("StateChanged").json("{\"id\":\"" + People.SECRET + "\"}"));
      byte[] old = export(db, 0);
      load(eraser, old);
      assertThat(eraser.erasures().world(GARDEN, People.REASON)).isEqualTo(2);
      load(late, export(eraser, 2)); // the erasure comes before what it is about
      load(late, old);
      assertThat(late.get(late.head().size() - 1).payload()).isInstanceOf(Payload.Erased.class);
      assertThat(Plaintext.find(temp.resolve("late"), People.SECRET)).isEmpty();
      assertThat(late.verify(Progress.SILENT).findings()).isEmpty();
      assertThat(late.state().verify(Progress.SILENT).findings()).isEmpty();
    }
  }

  @Test
  void whatTheDatabaseItselfNeedsIsNotErased() {
    try (Ewig db = open(Kind.PLAIN)) {
      People.fill(db);
      long size = db.head().size();
      for (String world : List.of("ewig://refs", "ewig://erasures", People.PEOPLE.world().uri())) {
        db.erasures().world(World.of("a://nobody"), People.REASON);
        if (!world.equals("ewig://erasures")) {
          refused(
              ErrorCode.RESERVED_WORLD, () -> db.erasures().world(World.of(world), People.REASON));
        }
      }
      assertThat(db.head().size()).isEqualTo(size);
      assertThat(folder.resolve(ErasingMark.NAME)).doesNotExist();
    }
  }

  @Test
  void aReaderBesideTheWriterIsToldToOpenAgain() {
    try (Ewig db = open(Kind.PLAIN)) {
      People.fill(db);
      try (Ewig reader = Ewig.open(folder, config(Kind.PLAIN).withReadOnly(true))) {
        View seen = reader.view();
        assertThat(seen.get(People.PEOPLE, 7)).isNotNull();
        db.erasures().rows(People.PEOPLE, People.secret(), People.REASON);
        assertThat(seen.get(People.PEOPLE, 7)).isNotNull();
        refused(ErrorCode.WRITE_CONFLICT, () -> reader.view().get(People.PEOPLE, 12));
        refused(
            ErrorCode.READ_ONLY,
            () -> reader.erasures().rows(People.PEOPLE, People.secret(), People.REASON));
      }
      try (Ewig reader = Ewig.open(folder, config(Kind.PLAIN).withReadOnly(true))) {
        assertThat(reader.view().get(People.PEOPLE, 7)).isNull();
        assertThat(reader.view().get(People.PEOPLE, 12)).isNotNull();
      }
    }
  }

  @Test
  void whatIsNotFinishedIsNotShownToReaders() throws Exception {
    try (Ewig db = open(Kind.PLAIN)) {
      People.fill(db);
    }
    Files.write(folder.resolve(ErasingMark.NAME), new byte[] {1});
    refused(
        ErrorCode.ERASURE_UNFINISHED,
        () -> Ewig.open(folder, config(Kind.PLAIN).withReadOnly(true)));
    open(Kind.PLAIN).close();
    Ewig.open(folder, config(Kind.PLAIN).withReadOnly(true)).close();
  }

  @Test
  void howConflictsWereSettledIsErasedToo() {
    Table careful =
        new TableBuilder(People.PEOPLE.id(), "public", "people")
            .notNull("id", Type.INTEGER)
            .column("name", Type.VARCHAR)
            .column("bio", Type.VARBINARY)
            .mergeLaw("name", MergeLaw.FAIL)
            .primaryKey("id")
            .build();
    try (Ewig db = open(Kind.PLAIN)) {
      People.create(db, careful);
      People.put(db, "main", 7, People.SECRET, null);
      db.branches().create("side", "main");
      People.put(db, "main", 7, People.SECRET + "-1", null);
      People.put(db, "side", 7, People.SECRET + "-2", null);
      var paused =
          (MergeResult.Paused)
              db.merges().merge("side", "main", MergeStrategy.THREE_WAY, new Words());
      String conflict = paused.conflicts().get(0).id();
      db.merges().settleTo(paused.merge().id(), conflict, People.SECRET + "-3");
      assertThat(db.erasures().rows(careful, People.secret(), People.REASON)).isEqualTo(1);
      List<Event> settled = new ArrayList<>();
      try (EventCursor events = db.iterate(Scan.all().of(EventType.of("ConflictSettled")))) {
        while (events.next()) {
          settled.add(events.event());
        }
      }
      assertThat(settled).isNotEmpty();
      assertThat(settled).allMatch(event -> event.payload() instanceof Payload.Erased);
      assertThat(db.merges().conflicts(paused.merge().id())).isEmpty();
      db.merges().complete(paused.merge().id());
      assertThat(db.view().get(careful, 7)).isNull();
    }
  }

  /** What is answered of the rows that are to stay, at each moment on each branch there is. */
  private static List<String> staying(
      Ewig db, List<String> branches, Set<Integer> gone, long size) {
    List<String> answers = new ArrayList<>();
    for (String branch : branches) {
      for (long seq = 0; seq < size; seq = db.events().commitOf(seq).endSeq()) {
        View view = db.view(branch, new When.AfterEvent(seq));
        for (int id = 0; id < IDS && view.catalog().find("public", "people").isPresent(); id++) {
          Table table = view.table("public", "people");
          if (!gone.contains(id)) {
            answers.add(branch + seq + view.timeline(table, id) + view.history(table, id));
          } else if (!view.history(table, id).isEmpty()) {
            answers.add(branch + seq + " still has " + id);
          }
        }
      }
    }
    return answers;
  }

  /** Anything that can happen to rows, from one seed. */
  private static List<String> live(Ewig db, Randoms random) {
    People.create(db, People.PEOPLE);
    List<String> branches = new ArrayList<>(List.of("main"));
    for (int step = 0; step < 60; step++) {
      String branch = branches.get(random.below(branches.size()));
      try (Transaction tx = db.begin(branch)) {
        switch (random.below(8)) {
          case 0 -> {
            branches.add("b" + step);
            db.branches().create("b" + step, branch);
          }
          case 1 -> db.merges().merge(branch, "main", MergeStrategy.THREE_WAY, new Words());
          case 2 -> tx.delete(People.PEOPLE, List.of(random.below(IDS)), period(random));
          default -> {
            for (int i = random.below(3); i >= 0; i--) {
              Row row = Row.of(random.below(IDS), "n" + random.below(6), null);
              tx.put(People.PEOPLE, row, period(random));
            }
          }
        }
        tx.commit();
      } catch (ConflictException | UserException refused) {
        assertThat(refused.code()).isNotEqualTo(ErrorCode.INVARIANT_BROKEN);
      }
    }
    return branches;
  }

  private static @Nullable ValidPeriod period(Randoms random) {
    if (random.oneIn(2)) {
      return null;
    }
    Instant from = Instant.EPOCH.plusSeconds(random.below(1000));
    return new ValidPeriod(from, from.plusSeconds(1 + random.below(1000)));
  }

  @Test
  void whateverIsErasedTheRestIsAsIfItHadNeverBeen() {
    for (long seed = 1; seed <= 12; seed++) {
      try (Ewig db = Ewig.inMemory()) {
        Randoms random = new Randoms(seed);
        List<String> branches = live(db, random);
        long size = db.head().size();
        String name = "n" + random.below(6);
        Set<Integer> gone = new TreeSet<>();
        for (Event event : events(db)) {
          if (event.type().equals(EventType.ROW_PUT)
              || event.type().equals(EventType.ROW_CHANGED)) {
            RowPayload put = RowPayload.read(event.type(), db.events().payload(event), "a test");
            Row row = new Tables().of(People.PEOPLE).toRow(put.row());
            if (name.equals(row.get(1))) {
              gone.add((Integer) row.get(0));
            }
          }
        }
        List<String> before = new ArrayList<>();
        for (String answer : staying(db, branches, gone, size)) {
          if (!answer.contains(" still has ")) {
            before.add(answer);
          }
        }
        long erased =
            db.erasures().rows(People.PEOPLE, row -> name.equals(row.get(1)), People.REASON);
        assertThat(erased).as("seed %d", seed).isEqualTo(gone.size());
        assertThat(staying(db, branches, gone, size)).as("seed %d", seed).isEqualTo(before);
        assertThat(db.verify(Progress.SILENT).findings()).isEmpty();
        assertThat(db.state().verify(Progress.SILENT).findings()).isEmpty();
      }
    }
  }

  private static List<Event> events(Ewig db) {
    List<Event> all = new ArrayList<>();
    try (EventCursor events = db.iterate(Scan.all())) {
      while (events.next()) {
        all.add(events.event());
      }
    }
    return all;
  }

  @Test
  void anErasedEventOnALineHasNoPayload() {
    try (Ewig db = Ewig.inMemory();
        Ewig copy = Ewig.inMemory()) {
      db.append(EventBuilder.in(GARDEN).json("{}"));
      db.erasures().world(GARDEN, People.REASON);
      String lines = new String(export(db, 0), StandardCharsets.UTF_8);
      for (String beside : List.of("\"salt\":\"" + "00".repeat(16) + "\",", "\"text\":\"x\",")) {
        byte[] both =
            lines.replace("\"erased\":", beside + "\"erased\":").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> load(copy, both)).hasMessageContaining("erased");
      }
      load(copy, lines.getBytes(StandardCharsets.UTF_8));
      assertThat(copy.head()).isEqualTo(db.head());
    }
  }
}
