package io.ewig.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReadingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"b\":1,\"a\":[true,false,null]} | {\"a\":[true,false,null],\"b\":1}",
        " [ 1 , 2.50 , -0 , 1e2 ] | [1,2.5,0,100]",
        "\"\\u0041\\/\\ud83c\\udf39\" | \"A/\ud83c\udf39\"",
        "\"a\\u001f\\u007f\" | \"a\\u001f\u007f\"",
        "{} | {}",
        "[] | []",
        "{\"\":{\"\":[]}} | {\"\":{\"\":[]}}",
        "null | null",
        "-9223372036854775808 | -9223372036854775808",
        "-9223372036854775809 | -9223372036854775809",
      })
  void textIsReadAndWrittenInItsOneForm(String text, String canonical) {
    Json document = Json.parse(text);
    assertThat(document.text()).isEqualTo(canonical).isEqualTo(document.toString());
    assertThat(Json.parse(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(document);
    assertThat(Json.parse(canonical)).isEqualTo(document).hasSameHashCodeAs(document);
    assertThat(document.size()).isEqualTo(document.canonical().length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[",
        "]",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "'a'",
        "tru",
        "True",
        "nul",
        "NaN",
        "Infinity",
        "-Infinity",
        "-",
        "+1",
        ".5",
        "1.",
        "01",
        "-01",
        "1e",
        "1e+",
        "0x10",
        "1 2",
        "{} {}",
        "[]]",
        "[1 2]",
        "\"a",
        "\"\\x\"",
        "\"\\u12\"",
        "\"a\nb\"",
        "\"a\tb\"",
        "\"\u0000\"",
        "// c\n1",
        "/**/1",
        "# c\n1",
        "1;",
        "\u00a01",
        "\ufeff1",
        "[1,\u20282]",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "{\"\\ud800\":1}",
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"b\":2,\"a\":3}",
        "{\"a\":{\"x\":1,\"\\u0078\":1}}",
        "\ud800"
      })
  void whatIsNotJsonIsRefusedByLineAndColumn(String text) {
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("line ")
        .hasMessageContaining("column ")
        .extracting(e -> ((UserException) e).code())
        .isEqualTo(ErrorCode.MALFORMED_JSON);
  }

  @Test
  void theLineAndColumnAreThoseOfTheFault() {
    assertThatThrownBy(() -> Json.parse("{\n  \"rose\": 1,\n  \"lily\": x\n}"))
        .hasMessageContaining("line 3, column 11");
    assertThatThrownBy(() -> Json.parse("[\n\n \"\\ud800\"]"))
        .hasMessageContaining("line 3, column 2")
        .hasMessageContaining("half a surrogate pair (0xd800)");
    assertThatThrownBy(() -> Json.parse("{\"rose\":1,\n\"rose\":2}"))
        .hasMessageContaining("line 2, column 9")
        .hasMessageContaining("'rose' stands twice");
  }

  @Test
  void whatIsRefusedIsSaidInOurWordsWithOneNumber() {
    assertThatThrownBy(() -> Json.parse("{\"a\":1,\"a\":2}"))
        .hasMessageEndingWith("give it once [EWIG-1040]");
    assertThatThrownBy(() -> Json.parse("[".repeat(300)))
        .hasMessageContaining("(200)")
        .hasMessageNotContaining("StreamReadConstraints");
    assertThatThrownBy(() -> Json.parse("[Infinity]"))
        .hasMessageContaining("Infinity")
        .hasMessageNotContaining("enable");
  }

  @Test
  void keysThatOnlyHashAlikeAreNotDuplicates() {
    assertThat(Json.parse("{\"Aa\":1,\"BB\":2}").text()).isEqualTo("{\"Aa\":1,\"BB\":2}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "22ff22",
        "22c08022",
        "22eda08022",
        "22f5808080",
        "22c3",
        "fffe3100",
        "310032003300"
      })
  void bytesThatAreNotUtf8AreRefused(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> Json.parse(bytes))
        .isInstanceOf(UserException.class)
        .extracting(e -> ((UserException) e).code())
        .isEqualTo(ErrorCode.MALFORMED_JSON);
  }

  @Test
  void theReplacementCharacterItselfIsAText() {
    Json text = JsonText.of("\ufffd");
    assertThat(Json.parse(text.canonical())).isEqualTo(text);
  }

  @Test
  void twoHundredLevelsAreReadAndNoMore() {
    String deep = "[".repeat(199) + "{\"a\":1}" + "]".repeat(199);
    assertThat(Json.parse(deep).depth()).isEqualTo(Json.DEPTH_MAX);
    assertTooLarge(() -> Json.parse("[" + deep + "]"));
    assertTooLarge(() -> Json.parse("[".repeat(100_000)));
    assertTooLarge(() -> JsonArray.of(Json.parse(deep)));
    assertTooLarge(() -> JsonObject.of("a", Json.parse(deep)));
  }

  @Test
  void aThousandDigitsAreReadAndNoMore() {
    String digits = "7".repeat(JsonNumber.DIGITS_MAX);
    assertThat(((JsonNumber) Json.parse(digits)).decimal().toPlainString()).isEqualTo(digits);
    assertThat(Json.parse("-0." + digits.substring(1) + "e-9").text()).startsWith("-7.77");
    assertTooLarge(() -> Json.parse(digits + "7"));
    assertTooLarge(() -> Json.parse("0." + digits));
    assertTooLarge(() -> Json.parse("[" + "7".repeat(2_000_000) + "]"));
    assertTooLarge(() -> Json.parse("1e1001"));
    assertTooLarge(() -> Json.parse("1e-1001"));
    assertTooLarge(() -> Json.parse("1e999999999999999999999"));
    assertThat(Json.parse("0e999999999999999999999").text()).isEqualTo("0");
    assertThat(Json.parse("100e-1002").text()).isEqualTo("1e-1000");
  }

  @Test
  void sixtyFourMebibytesAreReadAndNoMore() {
    String most = "\"" + "x".repeat(Json.BYTES_MAX - 2) + "\"";
    Json longest = Json.parse(most);
    assertThat(longest.size()).isEqualTo(Json.BYTES_MAX);
    assertTooLarge(() -> Json.parse(most + " "));
    assertTooLarge(() -> Json.parse((most + " ").getBytes(StandardCharsets.UTF_8)));
    assertTooLarge(() -> JsonArray.of(longest));
    assertTooLarge(() -> JsonObject.EMPTY.with("a", longest));
  }

  @Test
  void aShortTextThatGrowsBeyondTheLimitIsRefused() {
    String grows = "[" + "1e20,".repeat(4_000_000) + "1]";
    assertTooLarge(() -> Json.parse(grows));
  }

  private static void assertTooLarge(Runnable making) {
    assertThatThrownBy(making::run)
        .isInstanceOf(UserException.class)
        .extracting(e -> ((UserException) e).code())
        .isEqualTo(ErrorCode.JSON_TOO_LARGE);
  }
}
