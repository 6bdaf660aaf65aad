package io.ewig.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.log.Randoms;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "0.000, 0",
    "-0e7, 0",
    "1, 1",
    "1.0, 1",
    "10e-1, 1",
    "0.1e1, 1",
    "-1.50, -1.5",
    "100000000000000000000, 100000000000000000000",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "1000000000000000000000, 1e+21",
    "123456789012345678901, 123456789012345678901",
    "1234567890123456789012, 1.234567890123456789012e+21",
    "0.000001, 0.000001",
    "1e-7, 1e-7",
    "0.00000015, 1.5e-7",
    "123.456e2, 12345.6",
    "5e-324, 5e-324",
    "1.7976931348623157E+308, 1.7976931348623157e+308",
    "9223372036854775807, 9223372036854775807",
    "9223372036854775808, 9223372036854775808",
    "0.1, 0.1",
    "333333333.33333329, 333333333.33333329",
    "-1e-1000, -1e-1000",
    "0.00000123, 0.00000123",
    "0.0000001230, 1.23e-7",
    "0.10, 0.1",
    "1.0000000000000000000000001, 1.0000000000000000000000001",
    "-0.5, -0.5",
    "7.0, 7"
  })
  void aNumberHasOneForm(String text, String canonical) {
    JsonNumber number = JsonNumber.parse(text);
    assertThat(number.text()).isEqualTo(canonical);
    assertThat(number).isEqualTo(JsonNumber.parse(canonical)).isEqualTo(Json.parse(text));
    assertThat(number.decimal()).isEqualByComparingTo(new BigDecimal(text));
  }

  @Test
  void numbersAreEqualExactlyWhenTheirValuesAre() {
    Randoms random = new Randoms(7001);
    RandomJson make = new RandomJson(random);
    for (int i = 0; i < 100_000; i++) {
      BigDecimal a = make.number();
      BigDecimal b = random.oneIn(2) ? make.number() : a.setScale(a.scale() + random.below(3));
      JsonNumber x = JsonNumber.of(a);
      JsonNumber y = JsonNumber.parse(b.toPlainString());
      assertThat(x.decimal()).isEqualByComparingTo(a);
      assertThat(x.equals(y)).as("%s and %s", a, b).isEqualTo(a.compareTo(b) == 0);
      assertThat(x.text().equals(y.text())).isEqualTo(x.equals(y));
      assertThat(x.isLong()).isEqualTo(isLong(a));
      assertThat(x.size()).isEqualTo(x.toString().length());
    }
  }

  private static boolean isLong(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    return plain.scale() <= 0
        && plain.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0
        && plain.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
  }

  @Test
  void whatHasNo64BitsSaysSo() {
    assertThat(JsonNumber.parse("7").longValue()).isEqualTo(7);
    assertThatThrownBy(() -> JsonNumber.parse("7.5").longValue())
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("7.5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "1.", ".1", "01", "1e", "+1", "1 ", "a", "0x1", "1_0", "\u0661"})
  void whatIsNoNumberIsRefused(String text) {
    assertThatThrownBy(() -> JsonNumber.parse(text)).isInstanceOf(UserException.class);
  }

  @Test
  void keysAreInTheOrderOfTheirBytes() {
    Randoms random = new Randoms(7002);
    RandomJson make = new RandomJson(random);
    for (int i = 0; i < 50_000; i++) {
      String a = make.text() + make.text();
      String b = random.oneIn(2) ? make.text() : a.substring(0, a.length() / 2) + make.text();
      int byBytes =
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
      if (StandardCharsets.UTF_8.newEncoder().canEncode(b)) {
        assertThat(Integer.signum(CodePoints.compare(a, b))).isEqualTo(Integer.signum(byBytes));
      }
    }
    assertThat(Json.parse("{\"\ud83c\udf39\":1,\"\ue000\":2,\"z\":3}").text())
        .isEqualTo("{\"z\":3,\"\ue000\":2,\"\ud83c\udf39\":1}");
  }

  @Test
  void canonicalBytesComeBackAsTheSameDocument() {
    RandomJson make = new RandomJson(new Randoms(7003));
    for (int i = 0; i < 30_000; i++) {
      Json document = make.document(4);
      byte[] bytes = document.canonical();
      Json read = Json.parse(bytes);
      assertThat(read).isEqualTo(document).hasSameHashCodeAs(document);
      assertThat(read.canonical()).isEqualTo(bytes);
      assertThat(read.depth()).isEqualTo(document.depth());
    }
  }

  @Test
  void equalExactlyWhenTheBytesAre() {
    RandomJson make = new RandomJson(new Randoms(7004));
    Json before = make.document(2);
    for (int i = 0; i < 50_000; i++) {
      Json document = make.document(2);
      assertThat(document.equals(before))
          .isEqualTo(Arrays.equals(document.canonical(), before.canonical()));
      before = document;
    }
  }

  /** The sum is pinned: a change of the canonical form would change every root. */
  @Test
  void bytesAreTheSameInEveryLocaleAndTimeZone() {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      for (String tag : new String[] {"en-US", "tr-TR", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist"}) {
        for (String id : new String[] {"UTC", "Pacific/Chatham"}) {
          Locale.setDefault(Locale.forLanguageTag(tag));
          TimeZone.setDefault(TimeZone.getTimeZone(id));
          assertThat(sumOfMany()).as(tag + " " + id).isEqualTo(SUM);
        }
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  private static final String SUM =
      "69be45ac4974cfa98e6152f1d219f751404e9ef01807601f98dd65769ea84cb5";

  private static String sumOfMany() {
    RandomJson make = new RandomJson(new Randoms(7005));
    var sum = new Sha256();
    for (int i = 0; i < 2_000; i++) {
      Json document = make.document(4);
      sum.add(Json.parse(document.text()).canonical());
    }
    return sum.finish().toString();
  }

  @Test
  void membersComeAndGoOneByOne() {
    Randoms random = new Randoms(7006);
    RandomJson make = new RandomJson(random);
    JsonObject object = JsonObject.EMPTY;
    var model = new TreeMap<String, Json>(CodePoints.ORDER);
    for (int i = 0; i < 4_000; i++) {
      String key = make.text() + random.below(20);
      if (random.oneIn(2)) {
        Json value = make.document(1);
        object = object.with(key, value);
        model.put(key, value);
      } else {
        object = object.without(key);
        model.remove(key);
      }
      assertThat(object.keys()).containsExactlyElementsOf(model.keySet());
      assertThat(object.get(key)).isEqualTo(model.get(key));
    }
    assertThat(object).isEqualTo(JsonObject.of(model)).isEqualTo(Json.parse(object.text()));
  }

  @Test
  void whatTheCallerKeepsIsNotWhatWeHold() {
    Json[] mine = {JsonNumber.of(1)};
    JsonArray array = JsonArray.of(mine);
    mine[0] = JsonNull.NULL;
    assertThat(array.text()).isEqualTo("[1]");
    JsonObject object = JsonObject.of("a", array);
    assertThatThrownBy(() -> object.keys().set(0, "b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
