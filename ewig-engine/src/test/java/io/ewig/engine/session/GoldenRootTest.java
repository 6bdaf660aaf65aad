package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.LogKind;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Interval;
import io.ewig.engine.value.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The roots of one database, written down: another machine, JDK, locale, time zone, or kind of log
 * that came to other ones would be noticed. If these change, every root that anybody has noted is
 * void: a new format, with a number of its own.
 */
class GoldenRootTest {

  private static final Map<String, String> ROOTS =
      Map.of(
          "main", "80170fdfe1ec13a44cc53d9bf9715194a6cad8b930da58d912d0a05e0b0b71b3",
          "dev", "d64b2ff9144707a92a51be7c347d80bb81c5a6b90b5655c6a598aed0b5cf03d0",
          "old", "76093b709e669cfa87d73b3aa1e6eeef95112bbbaeb2ee80fb4c952531c7e3fa");

  private static final Table ALL_TYPES =
      new TableBuilder(new UUID(0xE1, 0xA1), "public", "everything")
          .notNull("id", Type.BIGINT)
          .column("flag", Type.BOOLEAN)
          .column("tiny", Type.TINYINT)
          .column("small", Type.SMALLINT)
          .column("whole", Type.INTEGER)
          .column("real", Type.REAL)
          .column("double", Type.DOUBLE)
          .column("price", Type.decimal(12, 2))
          .column("code", Type.character(4))
          .column("name", Type.VARCHAR)
          .column("fixed", Type.binary(3))
          .column("bytes", Type.VARBINARY)
          .column("day", Type.DATE)
          .column("hour", Type.time(3))
          .column("local", Type.TIMESTAMP)
          .column("instant", Type.TIMESTAMP_WITH_TIME_ZONE)
          .column("months", Type.INTERVAL_YEAR_TO_MONTH)
          .column("span", Type.INTERVAL_DAY_TO_SECOND)
          .column("uuid", Type.UUID)
          .column("json", Type.JSON)
          .column("tags", Type.array(Type.VARCHAR))
          .primaryKey("id")
          .index("everything_name", "name", "price")
          .unique("everything_code", "code", "id")
          .check("whole_check", "whole < 1000000")
          .mergeLaw("whole", MergeLaw.COUNTER)
          .build();

  private static Map<String, Object> row(long id) {
    Map<String, Object> row = new HashMap<>();
    row.put("id", id);
    row.put("flag", id % 2 == 0);
    row.put("tiny", (byte) -id);
    row.put("small", (short) (300 * id));
    row.put("whole", (int) id * 1_000);
    row.put("real", id == 3 ? Float.NaN : 0.1f * id);
    row.put("double", id == 3 ? -0.0 : 1e-300 / id);
    row.put("price", new BigDecimal("-1234567.80").multiply(BigDecimal.valueOf(id)));
    row.put("code", "i" + id); // padded; a Turkish locale has its own idea of i
    row.put("name", id == 2 ? null : "\u0130stanbul \ud83c\udf39 stra\u00dfe " + id);
    row.put("fixed", Bytes.of((byte) id, (byte) 0xFF));
    row.put("bytes", Bytes.of(new byte[] {0, (byte) id, 0}));
    row.put("day", LocalDate.of(1900, 2, 28).plusDays(id));
    row.put("hour", LocalTime.of(23, 59, 59, 999_000_000).minusSeconds(id));
    row.put("local", LocalDateTime.of(2026, 3, 29, 2, 30, 0, (int) id)); // no such time in Berlin
    row.put("instant", Instant.ofEpochSecond(-id, 123_456_789));
    row.put("months", Interval.ofMonths(-14 * id));
    row.put("span", Interval.ofNanos(86_400_000_000_001L * id));
    row.put("uuid", new UUID(-id, id));
    row.put("json", "{\"b\":1.50,\"a\":[" + id + ",null,\"\u00e9\"]}");
    row.put("tags", Arrays.asList("x", null, "tag " + id));
    return row;
  }

  @ParameterizedTest
  @EnumSource
  void theRootsAreThoseThatWereWrittenDown(LogKind kind) {
    requireRoots(kind);
  }

  @Test
  void theyAreTheSameElsewhere() {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      for (String place : List.of("tr-TR Europe/Berlin", "th-TH-u-nu-thai Pacific/Chatham")) {
        Locale.setDefault(Locale.forLanguageTag(place.split(" ")[0]));
        TimeZone.setDefault(TimeZone.getTimeZone(place.split(" ")[1]));
        requireRoots(LogKind.MEMORY);
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  private static void requireRoots(LogKind kind) {
    try (TestDatabase db = new TestDatabase(kind, 4_000, Durability.NONE, new Randoms(1))) {
      live(db);
      assertThat(roots(db)).as("live").isEqualTo(ROOTS);
      db.reopen();
      assertThat(roots(db)).as("opened again").isEqualTo(ROOTS);
      db.rebuild();
      assertThat(roots(db)).as("made anew").isEqualTo(ROOTS);
    }
  }

  private static Map<String, String> roots(TestDatabase db) {
    Map<String, String> roots = new TreeMap<>();
    db.database().roots().forEach((branch, root) -> roots.put(branch, root.toString()));
    return roots;
  }

  private static void live(TestDatabase db) {
    commit(db, "main", tx -> tx.create(ALL_TYPES));
    for (long id = 1; id <= 20; id++) {
      Map<String, Object> row = row(id);
      commit(db, "main", tx -> tx.insert(ALL_TYPES, row, null));
    }
    tell(db, "main", "a://garden", "rose");
    tell(db, "main", "a://pond", "frog");
    db.branches().create("dev", "main");
    db.branches().create("old", "main");
    Instant from = Instant.parse("2025-01-01T00:00:00Z");
    ValidPeriod year = new ValidPeriod(from, Instant.parse("2026-01-01T00:00:00.000000001Z"));
    commit(
        db,
        "dev",
        tx -> {
          tx.insert(ALL_TYPES, row(100), year);
          tx.update(ALL_TYPES, List.of(4L), row -> row.with(4, 4_500), null);
          tx.delete(ALL_TYPES, List.of(5L), null);
        });
    tell(db, "dev", "a://garden", "tulip");
    commit(
        db,
        "main",
        tx -> {
          tx.update(ALL_TYPES, List.of(4L), row -> row.with(4, 4_100), null);
          tx.alter(
              ALL_TYPES,
              new Alteration.AddColumn(
                  "more", Type.INTEGER, true, Default.none(), 7, true, MergeLaw.LWW, ""));
        });
    tell(db, "main", "a://pond", "newt");
    db.tick(1);
    MergeResult merged =
        new Merges(db.database()).merge("dev", "main", MergeStrategy.RECURSIVE, new Words());
    assertThat(merged).isInstanceOf(MergeResult.Merged.class);
    commit(db, "old", tx -> tx.delete(ALL_TYPES, List.of(1L), null));
  }

  private static void commit(TestDatabase db, String branch, Consumer<Transaction> what) {
    db.tick(1_000_000_007L);
    try (Transaction tx = db.begin(branch)) {
      what.accept(tx);
      assertThat(tx.commit()).isPresent();
    }
  }

  private static void tell(TestDatabase db, String branch, String world, String id) {
    db.tick(1_000_000_007L);
    String json = "{\"id\":\"" + id + "\",\"x\":1.0,\"in\":{\"b\":true,\"a\":\"\\u0130\"}}";
    db.append(branch, EventBuilder.in(world).type("ObjectCreated").json(json).build()).commit();
  }
}
