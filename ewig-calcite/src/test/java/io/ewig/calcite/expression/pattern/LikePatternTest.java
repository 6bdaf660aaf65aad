package io.ewig.calcite.expression.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.UserException;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LikePatternTest {

  /** The definition, in exponential time. */
  private static boolean naive(int[] text, int t, int[] pattern, int p) {
    if (p == pattern.length) {
      return t == text.length;
    }
    if (pattern[p] == '%') {
      return naive(text, t, pattern, p + 1) || (t < text.length && naive(text, t + 1, pattern, p));
    }
    return t < text.length
        && (pattern[p] == '_' || pattern[p] == text[t])
        && naive(text, t + 1, pattern, p + 1);
  }

  private static String random(Random random, String alphabet, int lengthMax) {
    int[] points = alphabet.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(lengthMax + 1); i > 0; i--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }

  @Test
  void matchesWhatTheDefinitionMatches() {
    Random random = new Random(42);
    for (int i = 0; i < 100_000; i++) {
      String text = random(random, "ab\ud83d\ude00", 9);
      String pattern = random(random, "ab%_\ud83d\ude00", 7);
      boolean expected = naive(text.codePoints().toArray(), 0, pattern.codePoints().toArray(), 0);
      assertThat(LikePattern.parse(pattern, "", false).matches(text))
          .as("%s like %s", text, pattern)
          .isEqualTo(expected);
      assertThat(LikePattern.parse(pattern, "", true).matches(text.toUpperCase(Locale.ROOT)))
          .as("%s ilike %s", text, pattern)
          .isEqualTo(expected);
    }
  }

  @Test
  void longSegmentsMatchAsShortOnesDo() {
    Random random = new Random(43);
    for (int i = 0; i < 2_000; i++) {
      String segment = random(random, "ab", 150);
      String text = random(random, "ab", 60) + segment + random(random, "ab", 60);
      assertThat(LikePattern.parse("%" + segment + "%", "", false).matches(text)).isTrue();
      String other = random(random, "ab", 40);
      assertThat(LikePattern.parse("%" + other + "_%", "", false).matches(text))
          .isEqualTo(text.length() > 0 && containsBeforeEnd(text, other));
      assertThat(LikePattern.parse("%" + other + "%", "", false).matches(text))
          .isEqualTo(text.contains(other));
    }
  }

  private static boolean containsBeforeEnd(String text, String part) {
    int at = text.indexOf(part);
    return at >= 0 && at + part.length() < text.length();
  }

  @Test
  void pathologicalPatternsTakeNoTimeWorthMentioning() {
    String text = "a".repeat(1_000_000);
    String pattern = "%" + "a%".repeat(99) + "b";
    assertThat(LikePattern.parse(pattern, "", false).matches(text)).isFalse();
    String wild = "%" + "a_".repeat(99) + "b%";
    assertThat(LikePattern.parse(wild, "", false).matches(text)).isFalse();
    String plain = "%" + "a".repeat(198) + "b%";
    assertThat(LikePattern.parse(plain, "", false).matches(text)).isFalse();
    assertThat(
            SimilarPattern.parse("(a|aa)+".repeat(28) + "b", "")
                .matcher(text.substring(0, 1_000))
                .find())
        .isFalse();
  }

  @Test
  void patternsHaveALimit() {
    assertThatThrownBy(() -> LikePattern.parse("a".repeat(1_001), "", false))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("1000");
    assertThatThrownBy(() -> RegularExpression.parse("a".repeat(1_001), ""))
        .isInstanceOf(UserException.class);
    assertThatThrownBy(() -> RegularExpression.parse("((a{100}){100}){100}", ""))
        .isInstanceOf(UserException.class);
  }
}
