package io.ewig.engine.internal.row;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged rows, keys and definitions give a typed error, or values that are written as read. */
class RowFuzzTest {

  private static final int INPUTS =
      "long".equals(System.getProperty("ewig.tier")) ? 2_000_000 : 100_000;

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
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int values = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = mutate(decoder.sample, random);
      long before = threads.getCurrentThreadAllocatedBytes();
      try {
        decoder.decode.accept(input);
        values++;
      } catch (EwigException typed) {
        assertThat(typed.getMessage()).isNotBlank();
      } catch (RuntimeException | Error e) {
        throw new AssertionError("input " + i + " of " + name, e);
      }
      assertThat(threads.getCurrentThreadAllocatedBytes() - before)
          .as("memory for input %s of %s", i, name)
          .isLessThan(BYTES_MAX);
    }
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

  private static byte[] mutate(byte[] sample, Randoms random) {
    int length = random.oneIn(10) ? random.below(sample.length + 8) : sample.length;
    byte[] input = Arrays.copyOf(sample, length);
    for (int left = 1 + random.below(4); left > 0 && length > 0; left--) {
      int at = random.below(length);
      input[at] =
          switch (random.below(5)) {
            case 0 -> (byte) (input[at] ^ (1 << random.below(8)));
            case 1 -> (byte) 0xFF;
            case 2 -> 0;
            case 3 -> (byte) (input[at] + 1);
            default -> (byte) random.below(256);
          };
    }
    return input;
  }
}
