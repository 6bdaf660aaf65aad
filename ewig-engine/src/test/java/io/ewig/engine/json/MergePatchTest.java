package io.ewig.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.log.Randoms;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {

  /** RFC 7386, appendix A, and the example of its section 3. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":\"b\"} | {\"a\":\"c\"} | {\"a\":\"c\"}",
        "{\"a\":\"b\"} | {\"b\":\"c\"} | {\"a\":\"b\",\"b\":\"c\"}",
        "{\"a\":\"b\"} | {\"a\":null} | {}",
        "{\"a\":\"b\",\"b\":\"c\"} | {\"a\":null} | {\"b\":\"c\"}",
        "{\"a\":[\"b\"]} | {\"a\":\"c\"} | {\"a\":\"c\"}",
        "{\"a\":\"c\"} | {\"a\":[\"b\"]} | {\"a\":[\"b\"]}",
        "{\"a\":{\"b\":\"c\"}} | {\"a\":{\"b\":\"d\",\"c\":null}} | {\"a\":{\"b\":\"d\"}}",
        "{\"a\":[{\"b\":\"c\"}]} | {\"a\":[1]} | {\"a\":[1]}",
        "[\"a\",\"b\"] | [\"c\",\"d\"] | [\"c\",\"d\"]",
        "{\"a\":\"b\"} | [\"c\"] | [\"c\"]",
        "{\"a\":\"foo\"} | null | null",
        "{\"a\":\"foo\"} | \"bar\" | \"bar\"",
        "{\"e\":null} | {\"a\":1} | {\"a\":1,\"e\":null}",
        "[1,2] | {\"a\":\"b\",\"c\":null} | {\"a\":\"b\"}",
        "{} | {\"a\":{\"bb\":{\"ccc\":null}}} | {\"a\":{\"bb\":{}}}",
        "{\"title\":\"Goodbye!\",\"author\":{\"givenName\":\"John\",\"familyName\":\"Doe\"},"
            + "\"tags\":[\"example\",\"sample\"],\"content\":\"This will be unchanged\"}"
            + " | {\"title\":\"Hello!\",\"phoneNumber\":\"+01-123-456-7890\","
            + "\"author\":{\"familyName\":null},\"tags\":[\"example\"]}"
            + " | {\"author\":{\"givenName\":\"John\"},\"content\":\"This will be unchanged\","
            + "\"phoneNumber\":\"+01-123-456-7890\",\"tags\":[\"example\"],\"title\":\"Hello!\"}"
      })
  void patchesAsPublished(String original, String patch, String result) {
    assertThat(MergePatch.apply(Json.parse(original), Json.parse(patch)).text()).isEqualTo(result);
  }

  @Test
  void aDifferenceAppliedGivesTheOther() {
    Randoms random = new Randoms(7101);
    RandomJson make = new RandomJson(random);
    int expressible = 0;
    for (int i = 0; i < 100_000; i++) {
      Json a = make.document(4);
      Json b = random.oneIn(3) ? make.document(4) : MergePatch.apply(a, make.document(3));
      Optional<Json> patch = MergePatch.diff(a, b);
      if (patch.isPresent()) {
        expressible++;
        assertThat(MergePatch.apply(a, patch.get())).as("%s to %s", a, b).isEqualTo(b);
      } else {
        assertThat(b.text()).contains("null");
      }
    }
    assertThat(expressible).isGreaterThan(70_000);
  }

  @Test
  void aDifferenceIsMissingOnlyWhereNoPatchCanSayIt() {
    assertThat(diff("{}", "{\"a\":null}")).isEmpty();
    assertThat(diff("1", "{\"a\":{\"b\":null}}")).isEmpty();
    assertThat(diff("{\"a\":1}", "{\"a\":{\"b\":null}}")).isEmpty();
    assertThat(diff("{\"a\":{\"b\":1}}", "{\"a\":{\"b\":null}}")).isEmpty();
    assertThat(diff("{\"a\":null}", "{\"a\":null,\"b\":1}")).hasToString("Optional[{\"b\":1}]");
    assertThat(diff("{\"a\":{\"b\":null}}", "{\"a\":{\"b\":null,\"c\":[null]}}"))
        .hasToString("Optional[{\"a\":{\"c\":[null]}}]");
    assertThat(diff("{\"a\":[]}", "{\"a\":[{\"b\":null}]}"))
        .hasToString("Optional[{\"a\":[{\"b\":null}]}]");
    assertThat(diff("{\"a\":1}", "null")).hasToString("Optional[null]");
    assertThat(diff("{\"a\":1,\"b\":2}", "{\"a\":1}")).hasToString("Optional[{\"b\":null}]");
    assertThat(diff("[]", "{}")).hasToString("Optional[{}]");
    assertThat(diff("{\"a\":[]}", "{\"a\":{}}")).hasToString("Optional[{\"a\":{}}]");
  }

  private static Optional<Json> diff(String from, String to) {
    return MergePatch.diff(Json.parse(from), Json.parse(to));
  }

  @Test
  void equalDocumentsDifferByNothing() {
    RandomJson make = new RandomJson(new Randoms(7102));
    for (int i = 0; i < 10_000; i++) {
      JsonObject object = make.object(3);
      assertThat(MergePatch.diff(object, Json.parse(object.text()))).contains(JsonObject.EMPTY);
    }
  }

  @Test
  void thePatchedHasNoKeysThatThePatchTookAway() {
    RandomJson make = new RandomJson(new Randoms(7103));
    for (int i = 0; i < 50_000; i++) {
      Json target = make.document(3);
      Json patch = make.document(3);
      Json once = MergePatch.apply(target, patch);
      assertThat(once).isEqualTo(NaiveMergePatch.apply(target, patch));
      assertThat(MergePatch.apply(once, patch)).isEqualTo(once);
    }
  }
}
