package io.ewig.engine.internal.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.value.Row;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pins the bytes of rows, keys and definitions; {@code -Dewig.golden=write} writes new ones. */
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
    String written = HexFormat.of().formatHex(FORMATS.get(name).get());
    if ("write".equals(System.getProperty("ewig.golden"))) {
      Path file = Path.of("src/test/resources/golden", name + ".hex");
      if (!Files.exists(file)) {
        Files.writeString(file, written.replaceAll("(.{64})", "$1\n") + "\n");
      }
    }
    assertThat(written).isEqualTo(golden(name));
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

  private static String golden(String name) throws IOException {
    try (InputStream in = RowGoldenTest.class.getResourceAsStream("/golden/" + name + ".hex")) {
      return in == null
          ? "no golden file"
          : new String(in.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("\\s", "");
    }
  }
}
