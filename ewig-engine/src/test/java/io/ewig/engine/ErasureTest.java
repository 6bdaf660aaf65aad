package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.erasure.Reason;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Erasure;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.InclusionProof;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.log.LogChain;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.log.Scan;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.RowCursor;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import io.ewig.engine.world.WorldState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was erased is in no file and in no answer; all else is as it was. */
class ErasureTest {

  private static final String SECRET = "Ada-Lovelace-of-12-Nowhere-Street";
  private static final Reason REASON = new Reason("dpo", "request 7");
  private static final World GARDEN = World.of("a://garden");

  private static final Table PEOPLE =
      new TableBuilder(new UUID(9, 9), "public", "people")
          .notNull("id", Type.INTEGER)
          .column("name", Type.VARCHAR)
          .column("bio", Type.VARBINARY)
          .primaryKey("id")
          .index("people_name", "name")
          .build();

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

  private static void put(Ewig db, String branch, Object... row) {
    try (Transaction tx = db.begin(branch)) {
      tx.put(PEOPLE, Row.of(row), null);
      tx.commit();
    }
  }

  private static void delete(Ewig db, String branch, int id) {
    try (Transaction tx = db.begin(branch)) {
      tx.delete(PEOPLE, List.of(id), null);
      tx.commit();
    }
  }

  private static void create(Ewig db) {
    try (Transaction tx = db.begin("main")) {
      tx.create(PEOPLE);
      tx.commit();
    }
  }

  /** Something of hers, and noise, so that it can't be compressed. */
  private static byte[] photo(int bytes) {
    byte[] photo = new Randoms(bytes).bytes(bytes);
    byte[] secret = SECRET.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(secret, 0, photo, 0, secret.length);
    return photo;
  }

  private static Predicate<Row> secret() {
    return row -> String.valueOf(row.get(1)).startsWith(SECRET);
  }

  /** Rows 7, 8, and 9 are hers, each in another way; 8 is deleted, and 9 is only on a branch. */
  private static void fill(Ewig db) {
    create(db);
    for (int id = 10; id < 30; id++) {
      put(db, "main", id, "name" + id, Bytes.of((byte) id));
    }
    put(db, "main", 7, SECRET, Bytes.of(photo(50)));
    put(db, "main", 8, SECRET + "-2", Bytes.of(photo(3000)));
    db.branches().create("side", "main");
    db.branches().tag("then", "main", When.NOW, "");
    put(db, "side", 9, SECRET + "-3", Bytes.of(photo(3 << 20)));
    put(db, "main", 7, SECRET + "-4", null);
    put(db, "main", 7, "other", null);
    delete(db, "main", 8);
    put(db, "side", 7, SECRET + "-5", null);
    put(db, "side", 12, "twelve", null);
    try (Transaction tx = db.begin("side")) {
      Table table = tx.view().table("public", "people");
      tx.alter(
          table, new Alteration.AddKey("people_id_name", List.of("id", "name"), Index.Role.INDEX));
      tx.commit();
    }
    db.append(EventBuilder.in(GARDEN).type("StateChanged").json("{\"id\":\"rose\",\"n\":1}"));
    for (int id = 10; id < 20; id++) {
      put(db, "main", id, "later" + id, Bytes.EMPTY);
    }
    while (db.step()) {
      Thread.onSpinWait();
    }
  }

  private static String text(WorldState state) {
    return new String(state.canonical(), StandardCharsets.UTF_8);
  }

  /** All that a database says of rows that are not hers, at each moment on each branch. */
  private static List<String> answers(Ewig db, long size) {
    List<String> answers = new ArrayList<>();
    for (String branch : List.of("main", "side")) {
      for (long seq = 0; seq < size; seq = db.commitOf(seq).endSeq()) {
        answers.add(branch + " " + seq + " " + rows(db.view(branch, new When.AfterEvent(seq))));
      }
    }
    return answers;
  }

  private static List<String> rows(View view) {
    List<String> rows = new ArrayList<>();
    Table table = view.catalog().find("public", "people").orElse(null);
    if (table == null) {
      return rows;
    }
    RowCursor all = view.scan(table);
    while (all.next()) {
      if ((int) all.row().get(0) >= 10) {
        rows.add(all.row() + " " + view.timeline(table, all.row().get(0)));
      } else {
        assertThat(view.lookup(table, table.keys().get(1), List.of(all.row().get(1))).next())
            .isTrue();
      }
    }
    return rows;
  }

  private static void assertNothingIsLeft(Ewig db, long size) {
    for (String branch : List.of("main", "side")) {
      for (long seq = 0; seq < size; seq = db.commitOf(seq).endSeq()) {
        View view = db.view(branch, new When.AfterEvent(seq));
        Table table = view.catalog().find("public", "people").orElse(null);
        if (table != null) {
          for (int id : List.of(7, 8, 9)) {
            assertThat(view.get(table, id)).isNull();
            assertThat(view.history(table, id)).isEmpty();
          }
          assertThat(view.lookup(table, table.keys().get(1), List.of(SECRET)).next()).isFalse();
          assertThat(view.lookup(table, table.keys().get(1), List.of("other")).next()).isFalse();
        }
      }
    }
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
      fill(db);
      size = db.head().size();
      root = db.log().root(size);
      event = db.get(20);
      proof = db.log().proveInclusion(20, size);
      before = answers(db, size);
      assertThat(Plaintext.find(folder, SECRET).isEmpty()).isEqualTo(kind == Kind.ENCRYPTED);

      assertThat(db.erasures().rows(PEOPLE, secret(), REASON)).isEqualTo(3);

      assertThat(Plaintext.find(folder, SECRET)).isEmpty();
      assertThat(answers(db, size)).isEqualTo(before);
      assertNothingIsLeft(db, size);
      assertThat(db.verify(Progress.SILENT).findings()).isEmpty();
      assertThat(db.verifyState(Progress.SILENT).findings()).isEmpty();
      assertThat(db.log().root(size)).isEqualTo(root);
      put(db, "main", 7, "somebody else", null);
      roots = db.roots();
    }
    assertThat(Plaintext.find(folder, SECRET)).isEmpty();
    try (Ewig db = open(kind)) {
      assertThat(db.roots()).isEqualTo(roots);
      assertThat(answers(db, size)).isEqualTo(before);
      assertNothingIsLeft(db, size);
      Hash leaf = LogChain.leaf(event.hash(), event.systemNanos());
      assertThat(proof.provesInclusion(20, leaf, size, root)).isTrue();
      assertThat(db.log().proveInclusion(20, size)).isEqualTo(proof);
      assertThat(db.verify(Progress.SILENT).findings()).isEmpty();
    }
    try (Ewig db = Ewig.rebuild(folder, config(kind), SmallWorkings.on(new RealDisk()))) {
      assertThat(db.roots()).isEqualTo(roots);
      assertThat(db.verifyState(Progress.SILENT).findings()).isEmpty();
    }
  }

  @Test
  void theErasureItselfIsHistory() {
    try (Ewig db = open(Kind.PLAIN)) {
      fill(db);
      long at = db.head().size();
      db.erasures().rows(PEOPLE, secret(), REASON);
      Commit commit = db.commitOf(at);
      assertThat(commit.info().author()).isEqualTo("dpo");
      assertThat(commit.info().message()).isEqualTo("request 7");
      assertThat(commit.first().type()).isEqualTo(EventType.PAYLOAD_ERASED);
      List<Hash> named = Erasure.read(db.payload(commit.first())).events();
      assertThat(named).hasSize(7);
      for (Hash hash : named) {
        Event erased = db.get(hash).orElseThrow();
        assertThat(erased.payload()).isInstanceOf(Payload.Erased.class);
        assertThatThrownBy(() -> db.payload(erased))
            .isInstanceOf(EwigException.class)
            .hasMessageContaining("erased");
      }
      assertThat(db.erasures().rows(PEOPLE, secret(), REASON)).isZero();
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
                      .json("{\"id\":\"rose\",\"of\":\"" + SECRET + "\"}"))
              .firstSeq();
      db.append(
          EventBuilder.in("a://garden").type("StateChanged").json("{\"id\":\"rose\",\"m\":2}"));
      db.append(EventBuilder.in("a://garden").type("Photo").payload(photo(2 << 20)));
      assertThat(text(db.timeline(GARDEN).latest())).contains(SECRET);
      assertThat(db.erasures().events(Scan.all().from(told).before(told + 1), REASON)).isEqualTo(1);
      assertThat(Plaintext.find(folder, SECRET)).hasSize(1); // the photo
      assertThat(text(db.view().world(GARDEN))).doesNotContain(SECRET).contains("m").contains("n");
      assertThat(text(db.timeline(GARDEN).latest())).doesNotContain(SECRET);
      assertThat(db.erasures().world(GARDEN, REASON)).isEqualTo(3);
      assertThat(Plaintext.find(folder, SECRET)).isEmpty();
      assertThat(db.view().world(GARDEN).length()).isZero();
      assertThat(db.verifyState(Progress.SILENT).findings()).isEmpty();
      assertThat(db.verify(Progress.SILENT).findings()).isEmpty();
    }
  }
}
