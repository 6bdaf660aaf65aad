package io.ewig.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Files in hex that pin formats to the byte.
 *
 * <p>{@code -Dewig.golden=write} writes the files of a new format; an existing one is never
 * changed.
 */
public final class Golden {

  private Golden() {}

  /** Lines of 32 bytes. */
  public static String lines(byte[] bytes) {
    return HexFormat.of().formatHex(bytes).replaceAll("(.{64})", "$1\n") + "\n";
  }

  /** Holds what is written today against the file of that name. */
  public static void check(String name, byte[] written) throws IOException {
    check(name, lines(written));
  }

  /** The same, for lines that leave out what repeats. */
  public static void check(String name, String lines) throws IOException {
    Path file = Path.of("src/test/resources/golden", name + ".hex");
    if ("write".equals(System.getProperty("ewig.golden")) && !Files.exists(file)) {
      Files.writeString(file, lines);
    }
    assertThat(dense(lines)).isEqualTo(dense(read(name)));
  }

  /** What was written once. */
  public static byte[] bytes(String name) throws IOException {
    return HexFormat.of().parseHex(dense(read(name)));
  }

  private static String read(String name) throws IOException {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name + ".hex")) {
      assertThat(in).as("golden file of %s", name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static String dense(String lines) {
    return lines.replaceAll("\\s", "");
  }
}
