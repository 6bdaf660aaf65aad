package io.ewig.engine.internal.shred;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.column.PathVector;
import io.ewig.engine.error.UserException;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonPointer;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.log.Randoms;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes into columns comes back to the byte, and its places say what the documents say. */
class DocumentsTest {

  private static final int ROUNDS = 300;
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "0.0",
          "-0.0",
          "1",
          "-1",
          "12.50",
          "-0.05",
          "00",
          "1e5",
          "1E-3",
          "-1e+07",
          "999999999999999999",
          "1000000000000000000",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "-9223372036854775809",
          "9999999999999999999",
          "18446744073709551615",
          "18446744073709551616",
          "99999999999999999999",
          "0.123456789012345678",
          "0.1234567890123456789",
          "123456789.123456789",
          "1234567890.1234567890",
          "922337203685477580.8");
  private static final List<String> OTHERS =
      List.of("null", "true", "false", "\"\"", "\"x\"", "\"12\"", "\"\\u00e4\\n\"", "\"ä\"", "[1]");

  private static String value(Randoms random) {
    return switch (random.below(4)) {
      case 0 -> String.valueOf(random.below(1_000) - 500);
      case 1 -> random.of(OTHERS.toArray(String[]::new));
      default -> random.of(NUMBERS.toArray(String[]::new));
    };
  }

  private static String document(Randoms random) {
    String a = value(random);
    String b = value(random);
    return switch (random.below(9)) {
      case 0 -> a;
      case 1 -> "{\"a\":" + a + "}";
      case 2 -> "{\"b\":{\"c\":" + b + "},\"a\":" + a + "}";
      case 3 -> " {\"a\" : " + a + ",\"b\":{\"c\":1}}\n";
      case 4 -> "[{\"a\":" + a + "}]";
      case 5 -> "{\"a\":" + a + ",\"a\":" + b + "}";
      case 6 -> "{\"a\":" + a;
      case 7 -> "";
      default -> "{\"a\":" + a + ",\"b\":{\"c\":" + b + ",\"d\":\"" + random.below(5) + "\"}}";
    };
  }

  private static Documents columns(List<byte[]> payloads) {
    DocumentsWriter writer = new DocumentsWriter();
    payloads.forEach(writer::add);
    Map<Integer, byte[]> columns = new HashMap<>();
    writer.finish((column, bytes) -> columns.put(column, bytes.toArray()));
    return new Documents(
        writer.shapes(),
        payloads.size(),
        column -> {
          byte[] bytes = columns.get(column);
          return bytes == null ? null : new BytesIn(bytes, "a test");
        },
        "a test");
  }

  @Test
  void bytesComeBackAndPlacesSayWhatTheDocumentsSay() {
    for (int seed = 1; seed <= ROUNDS; seed++) {
      Randoms random = new Randoms(seed);
      List<byte[]> payloads = new ArrayList<>();
      for (int i = 1 + random.below(300); i > 0; i--) {
        payloads.add(document(random).getBytes(StandardCharsets.UTF_8));
      }
      Documents documents = columns(payloads);
      for (String pointer : List.of("/a", "/b/c", "/b/d", "/nope", "")) {
        requireSame(documents.vector(JsonPointer.parse(pointer)), pointer, payloads, seed);
      }
      for (int row = 0; row < payloads.size(); row++) {
        String text = new String(payloads.get(row), StandardCharsets.UTF_8);
        assertThat(documents.bytes(row)).as("seed %d: %s", seed, text).isEqualTo(payloads.get(row));
        assertThat(!documents.isJson(row) || json(payloads.get(row)) != null).as(text).isTrue();
      }
    }
  }

  private static Json json(byte[] payload) {
    try {
      return Json.parse(payload);
    } catch (UserException notJson) {
      return null;
    }
  }

  private static void requireSame(
      PathVector found, String pointer, List<byte[]> payloads, int seed) {
    for (int row = 0; row < payloads.size(); row++) {
      byte kind = found.kinds()[row];
      if (kind == PathVector.UNKNOWN) {
        continue;
      }
      Json document = json(payloads.get(row));
      String text = new String(payloads.get(row), StandardCharsets.UTF_8);
      assertThat(document).as("seed %d: %s", seed, text).isNotNull();
      Json expected = JsonPointer.parse(pointer).in(document);
      assertThat(said(found, row, kind))
          .as("seed %d, %s: %s", seed, pointer, text)
          .isEqualTo(said(expected));
    }
  }

  private static Object said(PathVector found, int row, byte kind) {
    return switch (kind) {
      case PathVector.ABSENT -> "absent";
      case PathVector.NULL -> "null";
      case PathVector.FALSE -> "false";
      case PathVector.TRUE -> "true";
      case PathVector.TEXT -> "text " + found.text(row);
      default -> BigDecimal.valueOf(found.numbers()[row], found.scale()).stripTrailingZeros();
    };
  }

  private static Object said(Json value) {
    if (value == null) {
      return "absent";
    } else if (value instanceof JsonNumber) {
      return new BigDecimal(value.text()).stripTrailingZeros();
    } else if (value instanceof JsonText string) {
      return "text " + string.value();
    }
    return value.text();
  }
}
