package io.ewig.engine.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What enters a hash is what the formats say, however it is put together. */
class PreimageTest {

  private static final String DOMAIN = "EWIGTEST";

  static List<String> texts() {
    return List.of(
        "",
        "a://garden",
        "\u0000\u007f",
        "\u0080",
        "caf\u00e9",
        "rose \ud83c\udf39 and \u0416",
        "a".repeat(5_000),
        "a".repeat(5_000) + "\u00e9",
        "\u00e9".repeat(5_000));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aTextIsItsLengthAndItsUtf8(String text) throws IOException {
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(expected);
    out.write(DOMAIN.getBytes(StandardCharsets.US_ASCII));
    for (int times = 0; times < 2; times++) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(utf8.length);
      out.write(utf8);
    }
    out.writeLong(7);
    Hash hash =
        Preimage.start(Preimage.domain(DOMAIN)).putText(text).putText(text).putLong(7).hash();
    assertThat(hash).isEqualTo(Sha256.of(expected.toByteArray()));
  }
}
