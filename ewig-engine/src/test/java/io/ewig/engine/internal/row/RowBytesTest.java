package io.ewig.engine.internal.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import io.ewig.engine.value.Values;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RowBytesTest {

  @Test
  void rowsAreReadBack() {
    Randoms random = new Randoms(1);
    for (int i = 0; i < 5_000; i++) {
      Table table = Tables.random(random);
      RowWriter writer = new RowWriter(table);
      RowReader reader = new RowReader(table);
      for (int j = 0; j < 5; j++) {
        Row row = Tables.row(table, random);
        byte[] bytes = writer.toBytes(row);
        assertThat(reader.read(bytes, "row")).isEqualTo(row);
        assertThat(writer.toBytes(row)).isEqualTo(bytes);
      }
    }
  }

  @Test
  void aSingleColumnIsReadInTheMiddleOfABuffer() {
    Table table = Tables.ofEachKind();
    Row row = Tables.rowOfEachKind();
    BytesOut out = new BytesOut(256);
    out.putLong(-1);
    out.put(new RowWriter(table).toBytes(row));
    int end = out.size();
    RowReader reader = new RowReader(table);
    reader.wrap(out.array(), 8, end, "row", 0);
    for (int position = 0; position < row.size(); position++) {
      assertThat(reader.get(position)).isEqualTo(row.get(position));
      assertThat(reader.isNull(position)).isFalse();
    }
    assertThat(reader.getLong(3)).isEqualTo(70_000);
    assertThat(reader.getDouble(5)).isEqualTo(1.5);
    assertThat(reader.getDouble(6)).isEqualTo(-2.5);
  }

  /**
   * Any chain of alterations, with rows written under each version: the oracle is a map from column
   * id to value, widened as the column was.
   */
  @Test
  void oldRowsAreReadUnderNewerVersions() {
    for (int seed = 0; seed < 3_000; seed++) {
      Randoms random = new Randoms(seed);
      Table table = Tables.random(random);
      List<byte[]> written = new ArrayList<>();
      List<Map<Integer, Object>> expected = new ArrayList<>();
      for (int step = 0; step < 8; step++) {
        Row row = Tables.row(table, random);
        written.add(new RowWriter(table).toBytes(row));
        expected.add(byId(table, row));
        table = alter(table, step, random, expected);
        RowReader reader = new RowReader(table);
        for (int i = 0; i < written.size(); i++) {
          Row read = reader.read(written.get(i), "row");
          assertThat(byId(table, read)).as("seed %s, row %s", seed, i).isEqualTo(expected.get(i));
        }
      }
    }
  }

  private static Table alter(
      Table table, int step, Randoms random, List<Map<Integer, Object>> expected) {
    Values values = new Values(random);
    Column column = table.columns().get(random.below(table.columns().size()));
    if (random.oneIn(2) || column.isHidden()) {
      Type type = values.type();
      Object missing = random.oneIn(2) ? null : values.value(type);
      int id = table.nextColumnId();
      expected.forEach(row -> row.put(id, missing));
      return new Alteration.AddColumn(
              "n" + step, type, true, Default.none(), missing, true, MergeLaw.LWW, "")
          .apply(table);
    }
    if (random.oneIn(2)) {
      expected.forEach(row -> row.remove(column.id()));
      return new Alteration.DropColumn(column.name()).apply(table);
    }
    Type wider = values.wider(column.type());
    expected.forEach(
        row -> row.computeIfPresent(column.id(), (id, value) -> column.type().widen(value, wider)));
    return new Alteration.SetType(column.name(), wider).apply(table);
  }

  private static Map<Integer, Object> byId(Table table, Row row) {
    Map<Integer, Object> byId = new HashMap<>();
    for (int i = 0; i < row.size(); i++) {
      byId.put(table.columns().get(i).id(), row.get(i));
    }
    return byId;
  }

  @Test
  void theOverheadIsSmall() {
    Table table =
        new TableBuilder(new UUID(1, 1), "public", "plants")
            .column("id", Type.BIGINT)
            .column("name", Type.VARCHAR)
            .column("bed", Type.INTEGER)
            .column("planted", Type.DATE)
            .column("height", Type.DOUBLE)
            .column("note", Type.VARCHAR)
            .primaryKey("id")
            .build();
    String name = "x".repeat(30);
    String note = "y".repeat(46);
    Row row =
        table.accept(Long.MAX_VALUE, name, Integer.MIN_VALUE, LocalDate.of(9999, 1, 1), 1.5, note);
    int content = 8 + 30 + 4 + 3 + 8 + 46;
    assertThat(new RowWriter(table).toBytes(row)).hasSizeLessThanOrEqualTo(content + 7);
    Row nulls = row.with(1, null);
    assertThat(new RowWriter(table).toBytes(nulls)).hasSizeLessThanOrEqualTo(content - 30 + 8);
  }

  @Test
  void longRowsTakeWiderOffsets() {
    Table table =
        new TableBuilder(new UUID(1, 1), "public", "t")
            .column("a", Type.VARCHAR)
            .column("b", Type.VARCHAR)
            .primaryKey("a")
            .build();
    for (int length : new int[] {0, 254, 255, 256, 65_534, 65_535, 65_536, 200_000}) {
      Row row = Row.of("x".repeat(length), "y");
      byte[] bytes = new RowWriter(table).toBytes(row);
      assertThat(new RowReader(table).read(bytes, "row")).isEqualTo(row);
    }
    String huge = "x".repeat(Type.VALUE_BYTES_MAX);
    Table many =
        new TableBuilder(new UUID(1, 1), "public", "t")
            .column("a", Type.VARCHAR)
            .column("b", Type.VARCHAR)
            .column("c", Type.VARCHAR)
            .build();
    Row tooLong = Row.of(huge, huge, huge, new UUID(1, 1));
    assertThatThrownBy(() -> new RowWriter(many).toBytes(tooLong))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("over the limit");
    assertThatThrownBy(() -> new RowWriter(table).toBytes(Row.of("a")))
        .isInstanceOf(UserException.class);
  }

  @Test
  void everyCutOfARowIsDamageOrCaughtByItsValues() {
    Table table = Tables.ofEachKind();
    byte[] bytes = new RowWriter(table).toBytes(Tables.rowOfEachKind());
    RowReader reader = new RowReader(table);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      try {
        assertThat(reader.read(cut, "row")).isNotEqualTo(Tables.rowOfEachKind());
      } catch (CorruptionException e) {
        assertThat(e.file()).isEqualTo("row");
      }
    }
  }

  @Test
  void anUnknownVersionIsRefused() {
    Table table = Tables.ofEachKind();
    byte[] bytes = new RowWriter(table).toBytes(Tables.rowOfEachKind());
    bytes[0] += 1 << RowFormat.VERSION_SHIFT;
    assertThatThrownBy(() -> new RowReader(table).read(bytes, "row"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("newer Ewig");
  }

  @Test
  void missingNumbersComeWithoutABox() {
    Table table = Tables.ofEachKind();
    byte[] bytes = new RowWriter(table).toBytes(Tables.rowOfEachKind());
    Table more =
        add(add(add(table, "l", Type.BIGINT, 7), "d", Type.DOUBLE, 1.5), "n", Type.BIGINT, null);
    RowReader reader = new RowReader(more);
    reader.wrap(bytes, 0, bytes.length, "row", 0);
    int first = table.columns().size();
    assertThat(reader.getLong(first)).isEqualTo(7);
    assertThat(reader.getDouble(first + 1)).isEqualTo(1.5);
    assertThat(reader.isNull(first + 2)).isTrue();
    assertThat(reader.getLong(first + 2)).isZero();
  }

  private static Table add(Table table, String name, Type type, Object missing) {
    return new Alteration.AddColumn(
            name, type, true, Default.none(), missing, true, MergeLaw.LWW, "")
        .apply(table);
  }
}
