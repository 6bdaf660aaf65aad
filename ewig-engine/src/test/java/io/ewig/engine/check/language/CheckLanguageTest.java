package io.ewig.engine.check.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.check.RowPredicate;
import io.ewig.engine.check.TableChecks;
import io.ewig.engine.check.Truth;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckLanguageTest {

  private static final Table TABLE =
      new TableBuilder(new UUID(1, 1), "public", "t")
          .column("i", Type.INTEGER)
          .column("n", Type.BIGINT)
          .column("d", Type.decimal(10, 2))
          .column("f", Type.DOUBLE)
          .column("r", Type.REAL)
          .column("s", Type.VARCHAR)
          .column("c", Type.character(5))
          .column("ok", Type.BOOLEAN)
          .column("date", Type.DATE)
          .column("ts", Type.TIMESTAMP)
          .column("tz", Type.TIMESTAMP_WITH_TIME_ZONE)
          .column("u", Type.UUID)
          .column("j", Type.JSON)
          .column("b", Type.VARBINARY)
          .column("odd \"name\"", Type.INTEGER)
          .column("t", Type.TIME)
          .column("iv", Type.INTERVAL_DAY_TO_SECOND)
          .build();

  private static final Row ROW =
      TABLE.accept(
          7,
          null,
          "12.50",
          0.5,
          0.25f,
          "Rose \ud83c\udf39",
          "ab",
          true,
          "2026-01-31",
          "2026-01-31 12:00:00",
          "2026-01-31 12:00:00Z",
          "00000000-0000-0001-0000-000000000002",
          "{}",
          new byte[] {1, 2},
          1,
          "12:00:00",
          "PT5S",
          new UUID(1, 1));

  private final CheckLanguage language = new CheckLanguage();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "i = 7; TRUE",
        "i <> 7; FALSE",
        "i != 7; FALSE",
        "i > 6 and i < 8; TRUE",
        "i >= 7 AND i <= 7; TRUE",
        "n = 7; UNKNOWN",
        "n = 7 OR i = 7; TRUE",
        "n = 7 AND i = 8; FALSE",
        "NOT n = 7; UNKNOWN",
        "NOT NOT i = 7; TRUE",
        "n IS NULL; TRUE",
        "n IS NOT NULL; FALSE",
        "j IS NOT NULL; TRUE",
        "(n = 1) IS UNKNOWN; TRUE",
        "(n = 1) IS TRUE; FALSE",
        "(n = 1) IS NOT FALSE; TRUE",
        "n = 1 IS UNKNOWN; TRUE",
        "i = 7 IS NOT NULL IS TRUE; TRUE",
        "i IN (1, 2) IS FALSE; TRUE",
        "i NOT BETWEEN 1 AND 2 IS TRUE; TRUE",
        "NOT i > 1 IS TRUE; FALSE",
        "ok; TRUE",
        "NOT ok; FALSE",
        "ok = true; TRUE",
        "NULL; UNKNOWN",
        "i + 1 = 8; TRUE",
        "i - -1 = 8; TRUE",
        "-i = - 7; TRUE",
        "+i = 7; TRUE",
        "i * 2 + 1 = 15; TRUE",
        "i + 2 * 3 = 13; TRUE",
        "(i + 2) * 3 = 27; TRUE",
        "i / 2 = 3; TRUE",
        "-7 / 2 = -3; TRUE",
        "i % 4 = 3; TRUE",
        "-7 % 4 = -3; TRUE",
        "d = 12.5; TRUE",
        "d / 2 = 6.25; TRUE",
        "1.0 / 3 = 0.3333333333333333; TRUE",
        "0.1 + 0.2 = 0.3; TRUE",
        "f + 0.25 = 0.75; TRUE",
        "f * 2 = 1e0; TRUE",
        "r = 0.25; TRUE",
        "-f < 0; TRUE",
        "f % 0.2 < 0.11; TRUE",
        "i + n = 1; UNKNOWN",
        "i IN (1, 7); TRUE",
        "i NOT IN (1, 2); TRUE",
        "i IN (1, NULL); UNKNOWN",
        "i IN (7, NULL); TRUE",
        "i NOT IN (1, NULL); UNKNOWN",
        "i BETWEEN 1 AND 7; TRUE",
        "i NOT BETWEEN 1 AND 6; TRUE",
        "i BETWEEN n AND 6; FALSE",
        "s LIKE 'R%'; TRUE",
        "s LIKE 'R__e _'; TRUE",
        "s LIKE '%o%s%'; TRUE",
        "s NOT LIKE 'r%'; TRUE",
        "'50%' LIKE '50!%' ESCAPE '!'; TRUE",
        "'500' LIKE '50!%' ESCAPE '!'; FALSE",
        "'a' LIKE s || '%'; FALSE",
        "s LIKE NULL; UNKNOWN",
        "'' LIKE '%'; TRUE",
        "'' LIKE '_'; FALSE",
        "s || 'x' = 'Rose \ud83c\udf39x'; TRUE",
        "s || NULL = 'x'; UNKNOWN",
        "length(s) = 6; TRUE",
        "CHAR_LENGTH(c) = 2; TRUE",
        "length(b) = 2; TRUE",
        "c = 'ab'; TRUE",
        "lower(s) LIKE 'rose%'; TRUE",
        "upper('ab') = 'AB'; TRUE",
        "upper('straße') = 'STRAßE'; TRUE",
        "lower('ΟΔΟΣ') = 'οδοσ'; TRUE",
        "abs(-i) = 7; TRUE",
        "abs(f - 1) = 0.5; TRUE",
        "coalesce(n, i) = 7; TRUE",
        "coalesce(n, f) = 0.5; TRUE",
        "coalesce(n, NULL, 1.5) = 1.5; TRUE",
        "coalesce(n) IS NULL; TRUE",
        "\"length\"(s) = 6; TRUE",
        "octet_length(s) = 9; TRUE",
        "octet_length(b) = 2; TRUE",
        "trim('  a ') = 'a'; TRUE",
        "TRIM(BOTH ' ' FROM '  a ') = 'a'; TRUE",
        "trim(LEADING 'ab' FROM 'abcab') = 'cab'; TRUE",
        "trim(TRAILING FROM ' a ') = ' a'; TRUE",
        "btrim('xax', 'x') || ltrim(' a') || rtrim('a ') = 'aaa'; TRUE",
        "trim('\ud83c\udf39' FROM s) = 'Rose '; TRUE",
        "SUBSTRING(s FROM 6 FOR 1) = '\ud83c\udf39'; TRUE",
        "substring('hello', -1, 4) = 'he'; TRUE",
        "substr('hello', 4) = 'lo'; TRUE",
        "substring('hello' FROM 9) = ''; TRUE",
        "left(s, 4) = 'Rose'; TRUE",
        "left(s, -2) = 'Rose'; TRUE",
        "right(s, 2) = ' \ud83c\udf39'; TRUE",
        "right('abc', -5) = ''; TRUE",
        "POSITION('\ud83c\udf39' IN s) = 6; TRUE",
        "strpos(s, 'x') = 0; TRUE",
        "starts_with(s, 'Ro'); TRUE",
        "starts_with(s, NULL); UNKNOWN",
        "left(s, n) = ''; UNKNOWN",
        "floor(-1.5) = -2; TRUE",
        "ceil(-1.5) = -1; TRUE",
        "round(d) = 13; TRUE",
        "round(-1.25, 1) = -1.3; TRUE",
        "round(i, -1) = 10; TRUE",
        "round(1e0 / 3, 2) = 0.33; TRUE",
        "round(d, 999999999999) = 12.50; TRUE",
        "round(d, -999999999999) = 0; TRUE",
        "trunc(1.29, 1) = 1.2; TRUE",
        "mod(i, 4) = 3; TRUE",
        "nullif(i, 7) IS NULL; TRUE",
        "nullif(i, n) = 7; TRUE",
        "EXTRACT(YEAR FROM date) = 2026; TRUE",
        "extract(dow FROM date) = 7; TRUE",
        "extract(isodow FROM date) = 6; TRUE",
        "extract(doy FROM ts) + extract(hour FROM t) = 43; TRUE",
        "extract(week FROM DATE '2027-01-01') = 53; TRUE",
        "i IS DISTINCT FROM 7; FALSE",
        "i BETWEEN ASYMMETRIC 1 AND 9; TRUE",
        "i BETWEEN SYMMETRIC 9 AND 1; TRUE",
        "i NOT BETWEEN 9 AND 1; TRUE",
        "coalesce(n > 1, ok); TRUE",
        "n IS NOT DISTINCT FROM NULL; TRUE",
        "n IS DISTINCT FROM i; TRUE",
        "CASE WHEN n > 1 THEN 'a' WHEN ok THEN 'b' ELSE 'c' END = 'b'; TRUE",
        "CASE WHEN i < 1 THEN i END = 7; UNKNOWN",
        "CASE WHEN i > 1 THEN 1 ELSE f END = 1e0; TRUE",
        "length(NULL) = 1; UNKNOWN",
        "date = DATE '2026-01-31'; TRUE",
        "date < '2026-02-01'; TRUE",
        "ts = TIMESTAMP '2026-01-31 12:00:00'; TRUE",
        "tz = TIMESTAMP WITH TIME ZONE '2026-01-31 13:00:00+01:00'; TRUE",
        "tz >= '2026-01-31 12:00:00Z'; TRUE",
        "t = TIME '12:00:00'; TRUE",
        "iv < 'PT6S'; TRUE",
        "u = '00000000-0000-0001-0000-000000000002'; TRUE",
        "\"odd \"\"name\"\"\" = 1; TRUE",
        "'it''s' = 'it''s'; TRUE",
        "'a' < '\ud83c\udf39' AND '\uffff' < '\ud83c\udf39'; TRUE",
        "i = 8 AND 1 / 0 = 1; FALSE",
        ".5 = f; TRUE"
      })
  void conditionsComeTo(String text, Truth truth) {
    assertThat(language.compile(TABLE, text).test(ROW)).isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "i = ; SYNTAX_ERROR; character 4",
        "i = 7 7; SYNTAX_ERROR; character 7",
        "(i = 7; SYNTAX_ERROR; instead of )",
        "i = 'a; SYNTAX_ERROR; not closed",
        "i ? 7; SYNTAX_ERROR; '?' has no meaning",
        "i = 7x; SYNTAX_ERROR; a blank behind",
        "i = 1e; SYNTAX_ERROR; no digits",
        "i IS 7; SYNTAX_ERROR; instead of NULL",
        "i NOT 7; SYNTAX_ERROR; IN, BETWEEN or LIKE",
        "i BETWEEN 1 OR 2; SYNTAX_ERROR; instead of AND",
        "i IN 1; SYNTAX_ERROR; instead of (",
        "i = and; SYNTAX_ERROR; double quotes",
        "TIME WITH '12:00'; SYNTAX_ERROR; TIMESTAMP WITH TIME ZONE",
        "TIMESTAMP WITH TIME ZONE 1 = tz; SYNTAX_ERROR; single quotes",
        "abs() = 1; SYNTAX_ERROR; takes one value",
        "coalesce() = 1; SYNTAX_ERROR; at least one",
        "left(s) = 'a'; SYNTAX_ERROR; left takes 2 values",
        "substr(s) = 'a'; SYNTAX_ERROR; substr takes 2 to 3 values",
        "position('a', s) = 1; SYNTAX_ERROR; instead of IN",
        "extract(fortnight FROM date) = 1; SYNTAX_ERROR; is no unit",
        "extract(year FROM tz) = 1; TYPE_MISMATCH; the same everywhere",
        "extract(hour FROM date) = 1; TYPE_MISMATCH; a date has no hour",
        "CASE WHEN i THEN 1 END = 1; TYPE_MISMATCH; a condition is wanted",
        "CASE WHEN ok THEN 1 ELSE 'a' END = 1; TYPE_MISMATCH; case takes a whole number",
        "CASE WHEN ok THEN 1 = 1; SYNTAX_ERROR; instead of END",
        "floor(s) = 1; TYPE_MISMATCH; floor takes a number",
        "left(s, 1.5) = 'a'; TYPE_MISMATCH; left takes a whole number",
        "i IS DISTINCT 7; SYNTAX_ERROR; instead of FROM",
        "x = 7; UNKNOWN_COLUMN; no column 'x'",
        "I = 7; UNKNOWN_COLUMN; no column 'I'",
        "sqrt(i) = 7; UNKNOWN_FUNCTION; there are length",
        "i; TYPE_MISMATCH; a condition is wanted",
        "i = 7 AND s; TYPE_MISMATCH; a condition is wanted",
        "i = 's'; TYPE_MISMATCH; can't be compared",
        "j = '{}'; TYPE_MISMATCH; can't be compared",
        "s + 1 = 1; TYPE_MISMATCH; takes numbers",
        "s || 1 = 's'; TYPE_MISMATCH; takes texts",
        "-s = 's'; TYPE_MISMATCH; takes a number",
        "+s = 's'; TYPE_MISMATCH; takes a number",
        "i LIKE 'a'; TYPE_MISMATCH; LIKE takes texts",
        "length(i) = 1; TYPE_MISMATCH; length takes",
        "lower(i) = 's'; TYPE_MISMATCH; lower takes",
        "abs(s) = 1; TYPE_MISMATCH; abs takes",
        "coalesce(i, s) = 1; TYPE_MISMATCH; coalesce takes",
        "date > '2026-02-30'; INVALID_DATETIME; is not a date",
        "u = 'x'; INVALID_VALUE; is not a uuid",
        "s LIKE 'a!' ESCAPE '!'; INVALID_VALUE; ends with its escape",
        "s LIKE 'a' ESCAPE '!!'; INVALID_VALUE; one character",
        "f = 1e999; OUT_OF_RANGE; beyond a double"
      })
  void whatIsNoConditionIsRefused(String text, ErrorCode code, String words) {
    assertThatThrownBy(() -> language.compile(TABLE, text))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("the check at character")
        .hasMessageContaining(words)
        .extracting(e -> ((EwigException) e).code())
        .isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "i / 0 = 1; DIVISION_BY_ZERO",
        "d % (i - 7) = 1; DIVISION_BY_ZERO",
        "f / 0 = 1; DIVISION_BY_ZERO",
        "1e300 * 1e300 > f; OUT_OF_RANGE"
      })
  void whatCannotBeWorkedOutIsRefused(String text, ErrorCode code) {
    RowPredicate predicate = language.compile(TABLE, text);
    assertThatThrownBy(() -> predicate.test(ROW))
        .isInstanceOf(UserException.class)
        .extracting(e -> ((EwigException) e).code())
        .isEqualTo(code);
  }

  @Test
  void nothingRunsAway() {
    limited("(".repeat(60) + "ok" + ")".repeat(60));
    limited("NOT ".repeat(60) + "ok");
    limited("i " + "+ i ".repeat(600) + "= 1");
    limited("s = '" + "x".repeat(9_000) + "'");
    limited("- ".repeat(900) + "i = 1");
    refused("i = " + "1".repeat(300), ErrorCode.OUT_OF_RANGE);
    String product = "123456789123456789" + " * 123456789123456789".repeat(300) + " > 1";
    RowPredicate big = language.compile(TABLE, product);
    assertThatThrownBy(() -> big.test(ROW)).hasMessageContaining("digits");
    RowPredicate deep = language.compile(TABLE, "i" + " - i".repeat(490) + " < 1");
    assertThat(deep.test(ROW)).isEqualTo(Truth.TRUE);
    RowPredicate slow = language.compile(TABLE, "s LIKE '%" + "a".repeat(4_000) + "b'");
    Row row = ROW.with(5, "a".repeat(1 << 20));
    assertThatThrownBy(() -> slow.test(row)).hasMessageContaining("steps");
    RowPredicate twice = language.compile(TABLE, "length(s || s) > 1");
    Row half = ROW.with(5, "a".repeat(Functions.TEXT_CHARS_MAX / 2 + 1));
    assertThatThrownBy(() -> twice.test(half)).hasMessageContaining("characters");
  }

  private void limited(String text) {
    refused(text, ErrorCode.LIMIT_EXCEEDED);
  }

  private void refused(String text, ErrorCode code) {
    assertThatThrownBy(() -> language.compile(TABLE, text))
        .extracting(e -> ((EwigException) e).code())
        .isEqualTo(code);
  }

  @Test
  void onlyFalseViolates() {
    Table table =
        new TableBuilder(new UUID(1, 1), "public", "t")
            .column("a", Type.INTEGER)
            .primaryKey("a")
            .column("b", Type.INTEGER)
            .check("positive", "b > 0")
            .check("small", "b < 10")
            .build();
    TableChecks checks = new TableChecks(table, language);
    checks.enforce(Row.of(1, 5));
    checks.enforce(Row.of(1, null));
    assertThat(checks.violated(Row.of(1, -1))).containsExactly(table.checks().get(0));
    assertThat(checks.violated(Row.of(1, 1))).isEmpty();
    assertThatThrownBy(() -> checks.enforce(Row.of(1, 10)))
        .hasMessageContaining("public.t violates check 'small': b < 10")
        .extracting(e -> ((EwigException) e).sqlState())
        .isEqualTo("23514");
  }

  @Test
  void likeAgreesWithRegularExpressions() {
    Randoms random = new Randoms(1);
    for (int i = 0; i < 50_000; i++) {
      String text = letters(random, "ab%_", 8);
      String pattern = letters(random, "ab%_", 6);
      StringBuilder regex = new StringBuilder();
      for (char c : pattern.toCharArray()) {
        regex.append(c == '%' ? ".*" : c == '_' ? "." : Character.toString(c));
      }
      Truth truth = language.compile(TABLE, "'" + text + "' LIKE '" + pattern + "'").test(ROW);
      assertThat(truth == Truth.TRUE).isEqualTo(Pattern.matches(regex.toString(), text));
    }
  }

  private static String letters(Randoms random, String alphabet, int lengthMax) {
    StringBuilder out = new StringBuilder();
    for (int left = random.below(lengthMax + 1); left > 0; left--) {
      out.append(alphabet.charAt(random.below(alphabet.length())));
    }
    return out.toString();
  }

  @Test
  void anyTextIsCompiledOrRefused() {
    List<String> words = new ArrayList<>(List.of("i", "n", "d", "f", "s", "ok", "date", "j", "u"));
    words.addAll(List.of("and", "or", "not", "is", "null", "in", "between", "like", "escape"));
    words.addAll(List.of("(", ")", "(", ")", ",", "+", "-", "*", "/", "%", "||", "=", "<", "<>"));
    words.addAll(List.of("1", "2.5", "1e3", "'a'", "'%'", "true", "length", "abs", "coalesce"));
    words.addAll(List.of("\"i\"", "'", "\"", "date '2026-01-01'", "timestamp", "with", "\ud800"));
    Randoms random = new Randoms(2);
    int compiled = 0;
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int left = 1 + random.below(8); left > 0; left--) {
        text.append(words.get(random.below(words.size()))).append(random.oneIn(9) ? "" : " ");
      }
      try {
        language.compile(TABLE, text.toString()).test(ROW);
        compiled++;
      } catch (UserException refused) {
        assertThat(refused.getMessage()).contains("the check at character");
      } catch (RuntimeException | Error e) {
        throw new AssertionError("text: " + text, e);
      }
    }
    assertThat(compiled).isPositive();
  }
}
