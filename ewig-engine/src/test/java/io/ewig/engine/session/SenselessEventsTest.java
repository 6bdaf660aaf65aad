package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ewig.engine.branch.RefChange;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.commit.Proposal;
import io.ewig.engine.internal.table.RowPayload;
import io.ewig.engine.internal.table.SchemaPayload;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events that no transaction makes: from a peer, a defect, or a version of Ewig to come. */
class SenselessEventsTest {

  private static final World GARDEN = World.of("a://garden");
  private static final int MUTATIONS = 4_000;

  private final TestDatabase db = TestDatabase.onDisk(Durability.NONE);
  private final Table plants =
      new TableBuilder(new UUID(3, 1), "public", "plants")
          .notNull("id", Type.BIGINT)
          .column("name", Type.VARCHAR)
          .column("height", Type.INTEGER)
          .primaryKey("id")
          .unique("plants_name", "name")
          .index("plants_height", "height")
          .build();
  private final Table kept =
      new TableBuilder(new UUID(3, 2), "public", "kept")
          .notNull("id", Type.BIGINT)
          .column("name", Type.VARCHAR)
          .primaryKey("id")
          .index("kept_name", "name")
          .build();
  private final TableCodec codec = new Tables().of(plants);

  @BeforeEach
  void plant() {
    try (Transaction tx = db.begin("main")) {
      tx.create(plants);
      tx.create(kept);
      tx.insert(plants, Map.of("id", 1L, "name", "rose", "height", 40));
      tx.insert(kept, Map.of("id", 1L, "name", "rose"));
      tx.commit();
    }
  }

  @AfterEach
  void close() {
    db.close();
  }

  private Commit write(Branch line, EventDraft... drafts) {
    Proposal proposal = Proposal.of(CommitInfo.on(line, List.of()), List.of(drafts));
    return db.database().committer().commit(proposal);
  }

  private EventDraft of(EventType type, byte[] payload) {
    return new EventDraft(plants.world(), type, null, payload);
  }

  private byte[] key(long id) {
    return codec.primaryKeyOf(List.of(id)).clone();
  }

  private byte[] put(UUID table, byte[] key, Row row) {
    return RowPayload.put(table, key, codec.toBytes(row));
  }

  private List<Object> all() {
    List<Object> found = new ArrayList<>();
    View view = db.view();
    found.add(List.copyOf(view.tables()));
    found.add(view.worlds());
    for (Table table : view.tables()) {
      RowCursor rows = view.scan(table);
      while (rows.next()) {
        found.add(rows.row());
      }
    }
    found.add(db.branches().list());
    found.add(db.branches().tags());
    return found;
  }

  private void assertSenseless(Branch line, EventDraft draft) {
    List<Object> before = all();
    long counted = db.state().senseless();
    write(line, draft);
    assertThat(all()).isEqualTo(before);
    assertThat(db.state().senseless()).isEqualTo(counted + 1);
  }

  private void assertSenseless(EventType type, byte[] payload) {
    assertSenseless(Branch.MAIN, of(type, payload));
  }

  @Test
  void rowsThatAreNoneChangeNothing() {
    Row rose = Row.of(1L, "rose", 50);
    assertSenseless(EventType.ROW_PUT, new byte[0]);
    assertSenseless(EventType.ROW_PUT, new byte[300]);
    assertSenseless(EventType.ROW_PUT, put(new UUID(9, 9), key(1), rose));
    assertSenseless(EventType.ROW_PUT, put(plants.id(), key(2), rose));
    assertSenseless(EventType.ROW_PUT, put(plants.id(), new byte[0], rose));
    assertSenseless(EventType.ROW_PUT, RowPayload.deleted(plants.id(), key(1)));
    assertSenseless(EventType.ROW_DELETED, RowPayload.deleted(plants.id(), new byte[] {1, 2}));
    assertSenseless(EventType.ROW_DELETED, RowPayload.deleted(plants.id(), new byte[0]));
    assertSenseless(EventType.ROW_DELETED, RowPayload.deleted(new UUID(9, 9), key(1)));
  }

  @Test
  void aRowThatAnIndexCanNotHoldIsHeldAndInNoOtherIndex() {
    byte[] row = codec.toBytes(Row.of(1L, "x".repeat(5_000), 50));
    write(Branch.MAIN, of(EventType.ROW_PUT, RowPayload.put(plants.id(), key(1), row)));
    View view = db.view();
    assertThat(view.get(plants, 1L)).isNull();
    assertThat(view.lookup(plants, plants.keys().get(2), List.of(50)).next()).isFalse();
    assertThat(view.lookup(plants, plants.keys().get(2), List.of(40)).next()).isFalse();
    assertThat(view.lookup(plants, plants.keys().get(1), List.of("rose")).next()).isFalse();
  }

  @Test
  void definitionsThatAreNoneChangeNothing() {
    byte[] whole = SchemaPayload.defined(plants);
    assertSenseless(EventType.SCHEMA_CHANGED, new byte[0]);
    assertSenseless(EventType.SCHEMA_CHANGED, new byte[17]);
    assertSenseless(EventType.SCHEMA_CHANGED, Arrays.copyOf(whole, whole.length - 1));
    assertSenseless(EventType.SCHEMA_CHANGED, Arrays.copyOf(whole, whole.length + 1));
    byte[] other = whole.clone();
    other[5] ^= 1;
    assertSenseless(EventType.SCHEMA_CHANGED, other);
  }

  @Test
  void definitionsUnderWhichRowsCanNotBeReadChangeNothing() {
    Table narrow =
        new TableBuilder(plants.id(), "public", "plants")
            .notNull("id", Type.BIGINT)
            .column("name", Type.INTEGER)
            .primaryKey("id")
            .build();
    assertSenseless(EventType.SCHEMA_CHANGED, SchemaPayload.defined(narrow));
    Table otherKey =
        new TableBuilder(plants.id(), "public", "plants")
            .notNull("id", Type.BIGINT)
            .column("name", Type.VARCHAR)
            .primaryKey("name")
            .build();
    assertSenseless(EventType.SCHEMA_CHANGED, SchemaPayload.defined(otherKey));
    Table fits = new Alteration.SetType("height", Type.BIGINT).apply(plants);
    write(Branch.MAIN, of(EventType.SCHEMA_CHANGED, SchemaPayload.defined(fits)));
    assertThat(db.view().table("public", "plants")).isEqualTo(fits);
  }

  private static EventDraft name(EventType type, String json) {
    return new EventDraft(RefChange.WORLD, type, null, json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void namesThatDoNotFitChangeNothing() {
    String nowhere = "{\"line\":\"main\",\"commit\":\"00000000000000000000000001\",\"hash\":\"";
    String at = nowhere + "ab".repeat(32) + "\"}";
    for (EventDraft draft :
        List.of(
            name(EventType.BRANCH_CREATED, ""),
            name(EventType.BRANCH_CREATED, "[]"),
            name(EventType.BRANCH_CREATED, "{\"name\":\"dev\"}"),
            name(EventType.BRANCH_CREATED, "{\"name\":\"dev\",\"line\":\"two words\"}"),
            name(EventType.BRANCH_CREATED, "{\"name\":\"dev\",\"line\":\"main\"}"),
            name(EventType.BRANCH_CREATED, "{\"name\":\"dev\",\"line\":\"x\",\"at\":3}"),
            name(EventType.BRANCH_CREATED, "{\"name\":\"dev\",\"line\":\"x\",\"at\":" + at + "}"),
            name(
                EventType.BRANCH_CREATED,
                "{\"name\":\"dev\",\"line\":\"x\",\"at\":" + nowhere + "zz\"}}"),
            name(EventType.BRANCH_CREATED, "{\"name\":\"main\",\"line\":\"x\"}"),
            name(
                EventType.BRANCH_CREATED,
                "{\"name\":\"dev\",\"line\":\"x\",\"only\":\"\",\"at\":{}}"),
            name(EventType.BRANCH_DROPPED, "{\"name\":\"dev\"}"),
            name(EventType.BRANCH_RESTORED, "{\"name\":\"dev\"}"),
            name(EventType.BRANCH_RENAMED, "{\"name\":\"dev\",\"to\":\"x\"}"),
            name(EventType.BRANCH_MOVED, "{\"name\":\"main\",\"line\":\"x\",\"at\":" + at + "}"),
            name(EventType.TAG_CREATED, "{\"name\":\"t\",\"at\":" + at + ",\"message\":\"\"}"),
            name(EventType.TAG_DROPPED, "{\"name\":\"t\"}"),
            name(EventType.of("Unheard"), "{\"name\":\"t\"}"))) {
      assertSenseless(RefChange.LINE, draft);
    }
  }

  @Test
  void theOthersOfACommitStandWhatOneOfThemIs() {
    long counted = db.state().senseless();
    write(
        Branch.MAIN,
        of(EventType.ROW_PUT, put(plants.id(), key(2), Row.of(2L, "aster", 30))),
        of(EventType.ROW_PUT, new byte[3]),
        of(EventType.ROW_PUT, put(plants.id(), key(3), Row.of(3L, "fern", 20))));
    for (int i = 0; i < 2; i++) {
      assertThat(db.view().get(plants, 2L)).isEqualTo(Row.of(2L, "aster", 30));
      assertThat(db.view().get(plants, 3L)).isEqualTo(Row.of(3L, "fern", 20));
      assertThat(db.state().senseless()).isEqualTo(counted + 1);
      db.rebuild();
      counted = 0;
    }
  }

  @Test
  void anObjectWithTooLongAnIdLeavesNoTraceInOthers() {
    String batch = "[{\"id\":\"a\",\"x\":1},{\"id\":\"" + "b".repeat(9_000) + "\",\"x\":1}]";
    byte[] payload = batch.getBytes(StandardCharsets.UTF_8);
    EventType type = EventType.of("StateBatch");
    write(Branch.MAIN, new EventDraft(GARDEN, type, null, payload));
    assertThat(db.view().world(GARDEN).keys()).isEmpty();
  }

  @Test
  void damagedPayloadsDisturbNoOthers() {
    Randoms random = new Randoms(Long.getLong("ewig.seed", 1));
    List<EventDraft> sound = new ArrayList<>();
    sound.add(of(EventType.ROW_PUT, put(plants.id(), key(1), Row.of(1L, "tulip", 300))));
    sound.add(of(EventType.ROW_DELETED, RowPayload.deleted(plants.id(), key(1))));
    sound.add(of(EventType.SCHEMA_CHANGED, SchemaPayload.defined(plants)));
    RefChange renamed = new RefChange.Created("dev", new Branch("dev"), null, null);
    sound.add(new EventDraft(RefChange.WORLD, renamed.type(), null, renamed.payload()));
    for (int i = 0; i < MUTATIONS; i += 8) {
      EventDraft[] drafts = new EventDraft[8];
      Arrays.setAll(drafts, n -> mutated(random, sound.get(random.below(3))));
      write(Branch.MAIN, drafts);
      write(RefChange.LINE, mutated(random, sound.get(3)));
    }
    List<Object> live = all();
    assertThat(db.view().get(kept, 1L)).isEqualTo(Row.of(1L, "rose"));
    assertThat(db.view().lookup(kept, kept.keys().get(1), List.of("rose")).next()).isTrue();
    assertThat(db.state().senseless()).as("seed %s", random.seed()).isGreaterThan(MUTATIONS / 2);
    db.rebuild();
    assertThat(all()).as("seed %s", random.seed()).isEqualTo(live);
  }

  private static EventDraft mutated(Randoms random, EventDraft sound) {
    byte[] payload = sound.payload().clone();
    for (int i = random.below(3); i >= 0; i--) {
      payload[random.below(payload.length)] = (byte) (int) random.of(0, 1, 255, random.below(256));
    }
    int length = random.oneIn(4) ? random.below(payload.length + 8) : payload.length;
    return new EventDraft(sound.world(), sound.type(), null, Arrays.copyOf(payload, length));
  }

  private long appendLarge() {
    byte[] text = new byte[Payload.INLINE_BYTES_MAX];
    Arrays.fill(text, (byte) 'x');
    String json = "{\"id\":\"a\",\"x\":\"" + new String(text, StandardCharsets.US_ASCII) + "\"}";
    EventDraft draft =
        new EventDraft(
            GARDEN, EventType.of("ObjectCreated"), null, json.getBytes(StandardCharsets.UTF_8));
    Commit commit = db.append("main", draft).commit();
    Event event = commit.first();
    assertThat(event.payload()).isInstanceOf(Payload.Blob.class);
    return event.seq();
  }

  @Test
  void aMissingBlobStopsTheStateAndSaysSoAgain() {
    long seq = appendLarge();
    db.loseBlobs();
    db.rebuild();
    for (int i = 0; i < 3; i++) {
      CorruptionException found =
          catchThrowableOfType(CorruptionException.class, () -> db.view().worlds());
      assertThat(found.code()).isEqualTo(ErrorCode.MISSING_FILE);
      assertThat(found).hasMessageContaining("payload").hasMessageContaining("missing");
    }
    assertThat(db.log().get(seq).world()).isEqualTo(GARDEN);
    assertThatThrownBy(() -> db.begin("main")).isInstanceOf(CorruptionException.class);
  }

  @Test
  void aRowThatIsTooLargeIsRefusedByTheTransaction() {
    try (Transaction tx = db.begin("main")) {
      String text = "x".repeat((16 << 20) + 1);
      assertThatThrownBy(() -> tx.insert(kept, Map.of("id", 2L, "name", text)))
          .isInstanceOf(UserException.class);
      Table wide =
          new TableBuilder(new UUID(3, 3), "public", "wide")
              .notNull("id", Type.BIGINT)
              .column("a", Type.VARCHAR)
              .column("b", Type.VARCHAR)
              .primaryKey("id")
              .build();
      tx.create(wide);
      String half = "x".repeat(9 << 20);
      UserException found =
          catchThrowableOfType(
              UserException.class, () -> tx.insert(wide, Map.of("id", 1L, "a", half, "b", half)));
      assertThat(found.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
      assertThat(found).hasMessageContaining("wide").hasMessageContaining("16760832");
      tx.insert(wide, Map.of("id", 1L, "a", half));
      tx.commit();
      assertThat(db.view().get(wide, 1L)).isEqualTo(Row.of(1L, half, null));
    }
  }
}
