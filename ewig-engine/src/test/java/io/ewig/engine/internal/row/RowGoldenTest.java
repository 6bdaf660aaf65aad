package io.ewig.engine.internal.row;

import io.ewig.engine.format.Golden;
import io.ewig.engine.value.Row;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pins the bytes of rows, keys and definitions. */
class RowGoldenTest {

  private static final Map<String, Supplier<byte[]>> FORMATS =
      Map.of(
          "row", () -> new RowWriter(Tables.ofEachKind()).toBytes(Tables.rowOfEachKind()),
          "row-nulls", () -> new RowWriter(Tables.ofEachKind()).toBytes(nulls()),
          "key", RowGoldenTest::key,
          "table", () -> TableWriter.write(Tables.definition()));

  static Stream<String> formats() {
    return FORMATS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void theBytesOfAFormatNeverChange(String name) throws IOException {
    Golden.check(name, FORMATS.get(name).get());
  }

  private static Row nulls() {
    return Tables.rowOfEachKind().with(0, null).with(9, null).with(21, null);
  }

  private static byte[] key() {
    KeyWriter writer = new KeyWriter();
    Row row = Tables.rowOfEachKind();
    for (int i = 0; i < row.size(); i++) {
      writer.put(Tables.KINDS[i], row.get(i));
    }
    return writer.put(Tables.KINDS[0], null).toKey();
  }
}
