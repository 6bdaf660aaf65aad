package io.ewig.engine.internal.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.log.Fuzz;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged rows, keys and definitions give a typed error, or values that are written as read. */
class RowFuzzTest {

  /** Room for the error and for the values; nothing grows by a number that the input names. */
  private static final long BYTES_MAX = 1 << 20;

  private record Decoder(byte[] sample, Consumer<byte[]> decode) {}

  private static final Table TABLE = Tables.ofEachKind();
  private static final RowWriter ROW_WRITER = new RowWriter(TABLE);
  private static final RowReader ROW_READER = new RowReader(TABLE);
  private static final KeyWriter KEY_WRITER = new KeyWriter();
  private static final KeyReader KEY_READER = new KeyReader();

  private static final Map<String, Decoder> DECODERS =
      Map.of(
          "row", new Decoder(ROW_WRITER.toBytes(Tables.rowOfEachKind()), RowFuzzTest::row),
          "key", new Decoder(keyOf(Tables.rowOfEachKind()), RowFuzzTest::key),
          "table", new Decoder(TableWriter.write(Tables.definition()), RowFuzzTest::table));

  static Stream<String> decoders() {
    return DECODERS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void damagedInputGivesATypedErrorOrAValue(String name) {
    Decoder decoder = DECODERS.get(name);
    Randoms random = new Randoms(name.hashCode());
    Supplier<byte[]> inputs = () -> Fuzz.damaged(decoder.sample, random);
    int values = Fuzz.feed(name, inputs, decoder.decode, BYTES_MAX);
    assertThat(values).as("inputs that still mean something").isPositive();
  }

  /** What can be read can also have been written, by some version: then it is written anew. */
  private static void row(byte[] bytes) {
    Row row = ROW_READER.read(bytes, "fuzzed");
    assertThat(ROW_READER.read(ROW_WRITER.toBytes(row), "again")).isEqualTo(row);
  }

  private static void key(byte[] bytes) {
    KEY_READER.wrap(bytes, 0, bytes.length, "fuzzed", 0);
    Object[] values = new Object[Tables.KINDS.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = KEY_READER.next(Tables.KINDS[i]);
    }
    int end = KEY_READER.at();
    assertThat(keyOf(Row.wrap(values))).isEqualTo(Arrays.copyOf(bytes, end));
  }

  private static void table(byte[] bytes) {
    Table table = TableReader.read(bytes, "fuzzed");
    assertThat(TableReader.read(TableWriter.write(table), "again")).isEqualTo(table);
  }

  private static byte[] keyOf(Row row) {
    KEY_WRITER.clear();
    for (int i = 0; i < row.size(); i++) {
      KEY_WRITER.put(Tables.KINDS[i], row.get(i));
    }
    return KEY_WRITER.toKey();
  }
}
