package io.ewig.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.UserException;
import io.ewig.engine.log.Randoms;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPointerTest {

  /** RFC 6901, section 5. */
  private static final Json PUBLISHED =
      Json.parse(
          "{\"foo\":[\"bar\",\"baz\"],\"\":0,\"a/b\":1,\"c%d\":2,\"e^f\":3,\"g|h\":4,"
              + "\"i\\\\j\":5,\"k\\\"l\":6,\" \":7,\"m~n\":8}");

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      delimiter = ';',
      value = {
        "/foo;[\"bar\",\"baz\"]",
        "/foo/0;\"bar\"",
        "/;0",
        "/a~1b;1",
        "/c%d;2",
        "/e^f;3",
        "/g|h;4",
        "/i\\j;5",
        "/k\"l;6",
        "/ ;7",
        "/m~0n;8"
      })
  void findsAsPublished(String pointer, String found) {
    JsonPointer parsed = JsonPointer.parse(pointer);
    assertThat(parsed.in(PUBLISHED)).hasToString(found);
    assertThat(parsed).hasToString(pointer);
  }

  @Test
  void theEmptyPointerIsTheWhole() {
    assertThat(JsonPointer.parse("")).isEqualTo(JsonPointer.WHOLE);
    assertThat(JsonPointer.WHOLE.in(PUBLISHED)).isSameAs(PUBLISHED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/foo/2",
        "/foo/-",
        "/foo/00",
        "/foo/01",
        "/foo/+1",
        "/foo/ 1",
        "/foo/",
        "/foo/0/x",
        "/bar",
        "/foo/99999999999999999999",
        "/foo/\u0661",
        "//x"
      })
  void findsNothingWhereNothingIs(String pointer) {
    assertThat(JsonPointer.parse(pointer).in(PUBLISHED)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo", "#/foo", "/~", "/~2", "/a~", "/~~01", "/~ 0"})
  void whatIsNoPointerIsRefused(String text) {
    assertThatThrownBy(() -> JsonPointer.parse(text))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void aPointerDeeperThanAnyDocumentIsRefused() {
    String deepest = "/a".repeat(JsonPointer.TOKENS_MAX);
    assertThat(JsonPointer.parse(deepest).tokens()).hasSize(JsonPointer.TOKENS_MAX);
    assertThatThrownBy(() -> JsonPointer.parse(deepest + "/a")).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> JsonPointer.parse("/a".repeat(1 << 20)))
        .isInstanceOf(UserException.class);
  }

  @Test
  void escapesComeBack() {
    Randoms random = new Randoms(7201);
    for (int i = 0; i < 10_000; i++) {
      StringBuilder token = new StringBuilder();
      for (int j = random.below(5); j > 0; j--) {
        token.append(random.of("~", "/", "0", "1", "~0", "~1", "x").toString());
      }
      JsonPointer pointer = new JsonPointer(List.of(token.toString(), "b"));
      assertThat(JsonPointer.parse(pointer.toString())).isEqualTo(pointer);
    }
  }
}
