package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.column.BlobRef;
import io.ewig.engine.column.EventBatch;
import io.ewig.engine.column.EventBatches;
import io.ewig.engine.column.EventSelection;
import io.ewig.engine.column.LongColumn;
import io.ewig.engine.column.NameColumn;
import io.ewig.engine.column.PathVector;
import io.ewig.engine.column.Tally;
import io.ewig.engine.column.Zone;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonPointer;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.log.Scan;
import io.ewig.engine.time.SystemNanos;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is read by columns is what the log says, from wherever it comes. */
class ColumnsTest {

  private static final Config CONFIG =
      Config.defaults()
          .withLog(LogKind.PLAIN)
          .withDurability(Durability.NONE)
          .withSegmentBytes(1 << 20);

  private static final List<JsonPointer> PLACES =
      List.of(
          JsonPointer.WHOLE,
          JsonPointer.parse("/id"),
          JsonPointer.parse("/a"),
          JsonPointer.parse("/a/b"),
          JsonPointer.parse("/b/0"),
          JsonPointer.parse("/n"),
          JsonPointer.parse("/x"),
          JsonPointer.parse("/nowhere"));

  @TempDir Path temp;

  private static Ewig open(Path folder, int warmEvents) {
    Workings small = SmallWorkings.on(new RealDisk());
    Workings workings =
        new Workings(
            small.disk(),
            64 << 20,
            small.fanIn(),
            small.packBytes(),
            small.checkpoints(),
            warmEvents,
            small.background());
    return Ewig.open(folder, CONFIG, workings);
  }

  static void fill(Ewig db, Randoms random, int events) {
    Garbled garbled = new Garbled(random);
    for (int left = events; left > 0; ) {
      Batch batch = db.batch();
      if (random.oneIn(4)) {
        batch.on("b" + random.below(3));
      }
      int size = Math.min(left, random.oneIn(10) ? 1 + random.below(2000) : 1 + random.below(5));
      for (int i = 0; i < size; i++) {
        batch.add(garbled.event());
      }
      batch.commit();
      left -= size;
    }
  }

  static void tidy(Ewig db) {
    while (db.step()) {
      Thread.onSpinWait();
    }
  }

  private static void branches(Ewig db) {
    for (int i = 0; i < 3; i++) {
      db.branches().create("b" + i, "main");
    }
  }

  @Test
  void columnsSayWhatTheLogSays() {
    Randoms random = new Randoms(801);
    try (Ewig db = open(temp.resolve("db"), 1 << 18)) {
      branches(db);
      fill(db, random, 20_000);
      compare(db, EventSelection.all());
      tidy(db);
      assertThat(db.events().columns().warmUntil(0))
          .isGreaterThan(8_000)
          .isLessThan(db.head().size());
      compare(db, EventSelection.all());
      for (int i = 0; i < 12; i++) {
        compare(db, selection(db, random));
      }
      assertThat(db.state().verify(Progress.SILENT).findings()).isEmpty();
    }
    try (Ewig db = Ewig.open(temp.resolve("db"), CONFIG.withReadOnly(true))) {
      assertThat(db.events().columns().warmUntil(0)).isGreaterThan(8_000);
      compare(db, EventSelection.all());
    }
  }

  @Test
  void countsMayEndWhereABlockDoes() {
    try (Ewig db = open(temp.resolve("db"), 1 << 18)) {
      branches(db);
      fill(db, new Randoms(803), 20_000);
      tidy(db);
      List<Long> ends = new ArrayList<>(List.of(0L));
      try (EventBatches batches = db.events().columns().scan(EventSelection.all())) {
        while (batches.next()) {
          ends.add(batches.batch().firstSeq() + batches.batch().size());
        }
      }
      assertThat(ends).hasSizeGreaterThan(4);
      for (long from : ends) {
        for (long to : ends) {
          for (long start : new long[] {from, from + 17}) {
            EventSelection some = EventSelection.all().within(Math.min(start, to), to);
            compareTallies(db, NameColumn.WORLD, some);
            compareTallies(db, NameColumn.TYPE, some);
          }
        }
      }
    }
  }

  @Test
  void typesAreCountedUpToAnyEvent() {
    Randoms random = new Randoms(805);
    try (Ewig db = open(temp.resolve("db"), 1 << 18)) {
      branches(db);
      fill(db, random, 14_000);
      tidy(db);
      int warm = (int) db.events().columns().warmUntil(0);
      assertThat(warm).isGreaterThan(8_000);
      for (int i = 0; i < 60; i++) {
        int step = 256 * random.below(warm / 256); // where counts are kept, in most blocks
        int end = random.oneIn(2) ? random.below(warm) : step + random.below(3);
        compareTallies(db, NameColumn.TYPE, EventSelection.all().within(0, end));
      }
    }
  }

  @Test
  void filesOfFewEventsSayTheSame() {
    Randoms random = new Randoms(802);
    try (Ewig db = open(temp.resolve("db"), 700)) {
      branches(db);
      fill(db, random, 9_000);
      tidy(db);
      compare(db, EventSelection.all());
      for (int i = 0; i < 20; i++) {
        compare(db, selection(db, random));
      }
    }
  }

  @Test
  void aDatabaseInMemoryIsReadByColumnsAsWell() {
    try (Ewig db = Ewig.inMemory()) {
      branches(db);
      fill(db, new Randoms(803), 5_000);
      compare(db, EventSelection.all());
      assertThat(db.events().columns().warmUntil(0)).isZero();
    }
  }

  private static EventSelection selection(Ewig db, Randoms random) {
    int size = (int) db.head().size();
    EventSelection selection = EventSelection.all();
    if (random.oneIn(2)) {
      int from = random.below(size + 10);
      selection = selection.within(from, from + random.below(size));
    }
    if (random.oneIn(3)) {
      long from = db.get(random.below(size)).systemNanos() + random.below(3) - 1;
      selection = selection.during(from, db.get(random.below(size)).systemNanos());
    }
    if (random.oneIn(2)) {
      selection =
          selection.in(
              Set.of(World.of("a://w" + random.below(Garbled.WORLDS + 5)), World.of("a://w1000")));
    }
    if (random.oneIn(3)) {
      selection =
          selection.of(Set.of(EventType.of("t" + random.below(9)), EventType.of("StateChanged")));
    }
    return selection;
  }

  private static boolean wants(EventSelection selection, Event event) {
    return event.seq() >= selection.fromSeq()
        && event.seq() < selection.toSeq()
        && event.systemNanos() >= selection.fromNanos()
        && event.systemNanos() <= selection.toNanos()
        && (selection.worlds() == null || selection.worlds().contains(event.world()))
        && (selection.types() == null || selection.types().contains(event.type()));
  }

  /** Walks over the log and the columns side by side. */
  static void compare(Ewig db, EventSelection selection) {
    try (EventCursor log = db.iterate(Scan.all().where(event -> wants(selection, event)));
        EventBatches batches = db.events().columns().scan(selection)) {
      while (batches.next()) {
        EventBatch batch = batches.batch();
        assertThat(batch.selected()).isPositive();
        for (int i = 0; i < batch.selected(); i++) {
          assertThat(log.next()).isTrue();
          requireSame(db, batch, batch.rows()[i], log);
        }
        requireZones(batch);
        requirePaths(batch);
      }
      assertThat(log.next()).isFalse();
    }
    compareTallies(db, NameColumn.TYPE, selection);
    compareTallies(db, NameColumn.WORLD, selection);
    compareTallies(db, NameColumn.BRANCH, selection);
  }

  private static void requireSame(Ewig db, EventBatch batch, int row, EventCursor cursor) {
    Event event = cursor.event();
    assertThat(batch.firstSeq() + row).isEqualTo(event.seq());
    assertThat(batch.longs(LongColumn.SEQ)[row]).isEqualTo(event.seq());
    assertThat(batch.longs(LongColumn.SYSTEM_TIME)[row]).isEqualTo(event.systemNanos());
    assertThat(batch.longs(LongColumn.HLC)[row]).isEqualTo(event.hlc());
    assertThat(batch.longs(LongColumn.VALID_FROM)[row])
        .isEqualTo(SystemNanos.of(event.valid().from()));
    assertThat(batch.longs(LongColumn.VALID_TO)[row]).isEqualTo(SystemNanos.of(event.valid().to()));
    assertThat(batch.longs(LongColumn.ORIGIN_SEQ)[row]).isEqualTo(event.originSeq());
    assertThat(batch.valid(row)).isEqualTo(event.valid());
    assertThat(batch.eventId(row)).isEqualTo(event.id());
    assertThat(batch.name(NameColumn.WORLD, row)).isEqualTo(event.world());
    assertThat(batch.name(NameColumn.TYPE, row)).isEqualTo(event.type());
    assertThat(batch.name(NameColumn.ORIGIN, row)).isEqualTo(event.origin());
    assertThat(batch.name(NameColumn.BRANCH, row)).isEqualTo(cursor.branch());
    assertThat(batch.longs(LongColumn.COMMIT_SEQ)[row]).isEqualTo(cursor.commitSeq());
    if (event.seq() % 17 == 0) {
      assertThat(batch.commitId(row)).isEqualTo(db.events().commitOf(event.seq()).id());
    }
    requirePayload(batch, row, event.payload());
  }

  /** Asks once for each batch: of events that are not in files a zone is made when asked for. */
  private static void requireZones(EventBatch batch) {
    for (LongColumn column : LongColumn.values()) {
      Zone zone = batch.zone(column);
      long[] values = batch.longs(column);
      for (int i = 0; i < batch.selected(); i++) {
        long value = values[batch.rows()[i]];
        assertThat(zone.touches(value, value)).as("%s %s", column, value).isTrue();
      }
    }
  }

  private static void requirePayload(EventBatch batch, int row, Payload payload) {
    assertThat(batch.payloads().isErased(row)).isEqualTo(payload instanceof Payload.Erased);
    if (payload instanceof Payload.Inline inline) {
      assertThat(batch.payloads().bytes(row)).isEqualTo(inline.bytes());
    } else if (payload instanceof Payload.Blob blob) {
      assertThat(batch.payloads().blob(row)).isEqualTo(new BlobRef(blob.size(), blob.content()));
    }
    if (batch.payloads().isJson(row)) {
      Json.parse(((Payload.Inline) payload).bytes());
    }
  }

  private static void requirePaths(EventBatch batch) {
    for (JsonPointer place : PLACES) {
      PathVector vector = batch.path(place);
      for (int i = 0; i < batch.selected(); i++) {
        int row = batch.rows()[i];
        if (vector.kinds()[row] != PathVector.UNKNOWN) {
          byte[] payload = batch.payloads().bytes(row);
          assertThat(batch.payloads().isJson(row)).isTrue();
          assertThat(payload).isNotNull();
          Json found = place.in(Json.parse(payload));
          assertThat(at(vector, row)).isEqualTo(found == null ? null : found.toString());
        }
      }
    }
  }

  private static @Nullable String at(PathVector vector, int row) {
    return switch (vector.kinds()[row]) {
      case PathVector.ABSENT -> null;
      case PathVector.NULL -> "null";
      case PathVector.TRUE -> "true";
      case PathVector.FALSE -> "false";
      case PathVector.NUMBER ->
          Json.parse(BigDecimal.valueOf(vector.numbers()[row], vector.scale()).toString())
              .toString();
      default -> Json.parse("\"" + vector.text(row) + "\"").toString();
    };
  }

  private static <T> void compareTallies(Ewig db, NameColumn<T> by, EventSelection selection) {
    Map<T, Tally<T>> expected = new HashMap<>();
    Scan scan = Scan.all().from(selection.fromSeq()).before(selection.toSeq());
    try (EventCursor cursor = db.iterate(scan)) {
      while (cursor.next()) {
        Event event = cursor.event();
        long nanos = event.systemNanos();
        T name = nameOf(by, event, cursor);
        Tally<T> one = new Tally<>(name, 1, event.seq(), event.seq(), nanos, nanos);
        expected.merge(name, one, Tally::then);
      }
    }
    assertThat(db.events().columns().tallies(by, selection.fromSeq(), selection.toSeq()))
        .containsExactlyInAnyOrderElementsOf(expected.values());
    Map<T, Long> counts = new HashMap<>();
    expected.values().forEach(tally -> counts.put(tally.name(), tally.count()));
    assertThat(db.events().columns().counts(by, selection.fromSeq(), selection.toSeq()))
        .isEqualTo(counts);
  }

  @SuppressWarnings("unchecked")
  private static <T> T nameOf(NameColumn<T> by, Event event, EventCursor cursor) {
    Object name = by.equals(NameColumn.TYPE) ? event.type() : event.world();
    return (T) (by.equals(NameColumn.BRANCH) ? cursor.branch() : name);
  }

  @Test
  void aBatchThatWasLeftIsRefused() {
    try (Ewig db = Ewig.inMemory()) {
      branches(db);
      fill(db, new Randoms(804), 10);
      EventBatches batches = db.events().columns().scan(EventSelection.all());
      batches.next();
      EventBatch batch = batches.batch();
      batches.close();
      assertThatThrownBy(() -> batch.longs(LongColumn.HLC))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("left");
      assertThatThrownBy(batches::batch).isInstanceOf(IllegalStateException.class);
      assertThat(batches.next()).isFalse();
    }
  }

  @Test
  void aSelectionFromBelowTheFirstSeqIsRefused() {
    assertThatThrownBy(() -> EventSelection.all().within(-1, 3))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("-1");
  }
}
