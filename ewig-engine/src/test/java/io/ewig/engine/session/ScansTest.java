package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.scan.KeyRange;
import io.ewig.engine.scan.KeyRange.Bound;
import io.ewig.engine.scan.Projection;
import io.ewig.engine.scan.TimeRange;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges of keys and times, one by one; {@link ScansOracleTest} has them all at once. */
class ScansTest {

  private static final Instant DAY_0 = Instant.parse("2020-01-01T00:00:00Z");

  private final TestDatabase db = TestDatabase.inMemory();
  private final Table plants =
      new TableBuilder(new UUID(5, 1), "public", "plants")
          .notNull("nr", Type.INTEGER)
          .column("name", Type.VARCHAR)
          .column("height", Type.INTEGER)
          .primaryKey("nr")
          .index("plants_height", "height")
          .build();

  ScansTest() {
    change(tx -> tx.create(plants));
  }

  @AfterEach
  void close() {
    db.close();
  }

  private interface Work {
    void on(Transaction tx);
  }

  private Instant change(Work work) {
    db.tick(1_000);
    try (Transaction tx = db.begin("main")) {
      work.on(tx);
      return SystemNanos.toInstant(tx.commit().orElseThrow().systemNanos());
    }
  }

  private static Instant day(int number) {
    return DAY_0.plusSeconds(86_400L * number);
  }

  private static ValidPeriod days(int from, int to) {
    return new ValidPeriod(day(from), day(to));
  }

  private Index index(String name) {
    return plants.keys().stream().filter(key -> key.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Object> numbers(RowCursor cursor) {
    List<Object> found = new ArrayList<>();
    while (cursor.next()) {
      found.add(cursor.row().get(0));
    }
    return found;
  }

  private void plant(@Nullable Integer... heights) {
    change(
        tx -> {
          for (int i = 0; i < heights.length; i++) {
            tx.insert(plants, Row.of(i, "p" + i, heights[i]), null);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 64, 65, 200}) // rows are read by batches over 64 changes, not more
  void batchesOfATransactionHoldWhatItChanged(int count) {
    plant(Stream.iterate(0, i -> i + 1).limit(300).toArray(Integer[]::new));
    try (Transaction tx = db.begin("main")) {
      for (int i = 0; i < count; i++) {
        change(tx, (i * 7 + 299) % 300, i % 3);
      }
      View view = tx.snapshot();
      List<Integer> expected = rows(view.scan(plants, plants.primaryKey(), KeyRange.ALL, false));
      tx.insert(plants, Row.of(-1, "late", 0), null);
      assertThat(rows(view.batches(plants, KeyRange.ALL))).isEqualTo(expected);
      assertThat(rows(view.batches(plants, KeyRange.ALL.before(150))))
          .isEqualTo(rows(view.scan(plants, plants.primaryKey(), KeyRange.ALL.before(150), false)));
      assertThat(expected).hasSize(2 * (300 + (count + 1) / 3 - (count + 2) / 3));
    }
  }

  /** Puts a row behind the others, makes one higher, or takes it away. */
  private void change(Transaction tx, int nr, int how) {
    switch (how) {
      case 0 -> tx.delete(plants, List.of(nr), null);
      case 1 -> tx.insert(plants, Row.of(nr + 1_000, "new", 0), null);
      default -> tx.update(plants, List.of(nr), old -> old.with(2, nr + 1), null);
    }
  }

  /** Number and height of each. */
  private static List<Integer> rows(RowCursor cursor) {
    List<Integer> found = new ArrayList<>();
    while (cursor.next()) {
      found.add((Integer) cursor.row().get(0));
      found.add((Integer) cursor.row().get(2));
    }
    return found;
  }

  private static List<Integer> rows(RowBatches batches) {
    List<Integer> found = new ArrayList<>();
    while (batches.next()) {
      for (int i = 0; i < batches.size(); i++) {
        found.add((int) batches.numbers(0)[i]);
        found.add((int) batches.numbers(2)[i]);
      }
    }
    return found;
  }

  @Test
  void aBoundLeavesNullsOutUnlessItIsOne() {
    plant(null, 5, 7, null, 6);
    View view = db.view();
    Index heights = index("plants_height");
    assertThat(numbers(view.scan(plants, heights, KeyRange.ALL, false)))
        .containsExactly(0, 3, 1, 4, 2);
    assertThat(numbers(view.scan(plants, heights, KeyRange.ALL, true)))
        .containsExactly(2, 4, 1, 3, 0);
    assertThat(numbers(view.scan(plants, heights, KeyRange.ALL.before(7), false)))
        .containsExactly(1, 4);
    assertThat(numbers(view.scan(plants, heights, KeyRange.ALL.notNull(), false)))
        .containsExactly(1, 4, 2);
    assertThat(numbers(view.scan(plants, heights, KeyRange.equalTo((Object) null), true)))
        .containsExactly(3, 0);
    KeyRange withNulls = new KeyRange(List.of(), new Bound(null, true), new Bound(5, true));
    assertThat(numbers(view.scan(plants, heights, withNulls, false))).containsExactly(0, 3, 1);
    KeyRange nullsOnly = new KeyRange(List.of(), new Bound(null, true), new Bound(null, true));
    assertThat(numbers(view.scan(plants, heights, nullsOnly, false))).containsExactly(0, 3);
  }

  @Test
  void boundsThatCrossMakeAnEmptyRange() {
    plant(1, 2, 3);
    for (boolean backward : List.of(true, false)) {
      RowCursor none =
          db.view().scan(plants, plants.primaryKey(), KeyRange.ALL.from(2).before(1), backward);
      assertThat(none.next()).isFalse();
    }
  }

  @Test
  void aRangeOfMoreColumnsThanTheKeyHasIsRefused() {
    UserException found =
        catchThrowableOfType(
            UserException.class,
            () ->
                db.view().scan(plants, plants.primaryKey(), KeyRange.equalTo(1).notNull(), false));
    assertThat(found.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(found).hasMessageContaining("plants_pkey").hasMessageContaining("2");
  }

  @Test
  void aColumnThatIsNotThereCantBeWanted() {
    UserException found =
        catchThrowableOfType(
            UserException.class,
            () ->
                db.view()
                    .scan(plants, plants.primaryKey(), KeyRange.ALL, false, Projection.of(1, 3)));
    assertThat(found.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(found).hasMessageContaining("none at 3");
  }

  static Stream<Arguments> boundsOutsideOfTheirType() {
    return Stream.of(
        Arguments.of(Type.SMALLINT, List.of(-5, 7), 100_000, 2),
        Arguments.of(Type.decimal(5, 2), List.of("1.25", "1.26"), new BigDecimal("1.2599999"), 1),
        Arguments.of(Type.decimal(3, 0), List.of(12, 999), new BigDecimal("123456.5"), 2),
        Arguments.of(Type.varchar(3), List.of("abc", "abd"), "abcdef", 1),
        Arguments.of(Type.character(3), List.of("a", "abd"), "a   ", 0),
        Arguments.of(
            Type.timestamp(0),
            List.of(LocalDateTime.of(2026, 1, 1, 0, 0), LocalDateTime.of(2026, 1, 1, 0, 0, 1)),
            LocalDateTime.of(2026, 1, 1, 0, 0, 0, 1),
            1),
        Arguments.of(
            Type.binary(2),
            List.of(Bytes.of(new byte[] {1, 2}), Bytes.of(new byte[] {2, 0})),
            Bytes.of(new byte[] {2, 0, 0, 1}),
            2),
        Arguments.of(Type.REAL, List.of(0.5f, 1.5f), 1.5000000001, 2));
  }

  @ParameterizedTest
  @MethodSource("boundsOutsideOfTheirType")
  void aBoundNeedNotBeWhatItsColumnCanHold(
      Type type, List<Object> values, Object before, int expected) {
    Table table =
        new TableBuilder(new UUID(5, 2), "public", "things")
            .notNull("id", type)
            .primaryKey("id")
            .build();
    change(
        tx -> {
          tx.create(table);
          values.forEach(value -> tx.insert(table, table.accept(value), null));
        });
    KeyRange range = KeyRange.ALL.before(before);
    assertThat(numbers(db.view().scan(table, table.primaryKey(), range, false))).hasSize(expected);
  }

  @Test
  void onlyWantedColumnsAreRead() {
    plant(4);
    RowCursor cursor =
        db.view()
            .scan(
                plants, plants.primaryKey(), KeyRange.ALL, false, Projection.of(plants, "height"));
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.row()).isEqualTo(Row.of(null, null, 4));
  }

  @Test
  void aLaterPutOverAPartOfTheValidTimeSplitsARectangle() {
    Row small = Row.of(1, "rose", 10);
    Row large = Row.of(1, "rose", 20);
    Instant first = change(tx -> tx.insert(plants, small, days(0, 10)));
    Instant second = change(tx -> tx.put(plants, large, days(4, 6)));
    Instant third = change(tx -> tx.delete(plants, List.of(1), days(5, 12)));
    assertThat(
            told(
                db.view()
                    .rectangles(
                        plants, KeyRange.ALL, TimeRange.ALL, TimeRange.ALL, Projection.ALL)))
        .containsExactly(
            Arrays.asList(large, second, null, days(4, 5)),
            Arrays.asList(large, second, third, days(5, 6)),
            Arrays.asList(small, first, null, days(0, 4)),
            Arrays.asList(small, first, second, days(4, 6)),
            Arrays.asList(small, first, third, days(6, 10)));
    assertThat(told(db.view().pieces(plants, KeyRange.ALL, TimeRange.ALL, Projection.ALL)))
        .containsExactly(
            Arrays.asList(small, first, null, days(0, 4)),
            Arrays.asList(large, second, null, days(4, 5)));
    assertThat(
            told(
                db.view()
                    .rectangles(
                        plants,
                        KeyRange.equalTo(1),
                        TimeRange.between(second, second),
                        TimeRange.at(day(8)),
                        Projection.ALL)))
        .containsExactly(Arrays.asList(small, first, third, days(6, 10)));
    assertThat(
            told(
                db.view()
                    .rectangles(
                        plants,
                        KeyRange.ALL,
                        TimeRange.fromTo(third, Instant.MAX),
                        TimeRange.fromTo(day(6), day(7)),
                        Projection.ALL)))
        .isEmpty();
  }

  private static List<List<@Nullable Object>> told(RowCursor cursor) {
    List<List<@Nullable Object>> found = new ArrayList<>();
    while (cursor.next()) {
      found.add(
          Arrays.asList(cursor.row(), cursor.systemTime(), cursor.systemTo(), cursor.valid()));
    }
    return found;
  }

  @Test
  void aRowOfThePastSaysWhenItWasOverwritten() {
    Instant first = change(tx -> tx.insert(plants, Row.of(1, "rose", 0), null));
    List<Instant> later = new ArrayList<>();
    for (int i = 1; i <= 500; i++) {
      int height = i;
      later.add(change(tx -> tx.put(plants, Row.of(1, "rose", height), null)));
    }
    View past = db.view("main", new When.At(first));
    Instant removed = change(tx -> tx.delete(plants, List.of(1), null));
    assertThat(systemTo(past)).isEqualTo(later.get(0));
    assertThat(systemTo(past.validAt(first))).isNull(); // nothing was said of that instant since
    assertThat(systemTo(past.validAt(later.get(299)))).isEqualTo(later.get(0));
    assertThat(systemTo(db.view("main", new When.At(later.get(499))))).isEqualTo(removed);
    View present = db.view("main", new When.At(removed)).validAt(later.get(9));
    assertThat(systemTo(present)).isNull();
  }

  private @Nullable Instant systemTo(View view) {
    RowCursor cursor = view.scan(plants);
    assertThat(cursor.next()).isTrue();
    return cursor.systemTo();
  }

  @Test
  void rowsThatAreGoneAndWhatATransactionDidAreAmongTheRectangles() {
    Row rose = Row.of(1, "rose", 1);
    Row fern = Row.of(2, "fern", 2);
    Instant planted = change(tx -> tx.insert(plants, rose, days(0, 2)));
    Instant removed = change(tx -> tx.delete(plants, List.of(1), days(0, 2)));
    db.tick(1_000);
    try (Transaction tx = db.begin("main")) {
      tx.insert(plants, fern, days(3, 4));
      assertThat(
              told(
                  tx.view()
                      .rectangles(
                          plants, KeyRange.ALL, TimeRange.ALL, TimeRange.ALL, Projection.ALL)))
          .containsExactly(
              Arrays.asList(rose, planted, removed, days(0, 2)),
              Arrays.asList(fern, SystemNanos.toInstant(db.nanos()), null, days(3, 4)));
    }
  }
}
