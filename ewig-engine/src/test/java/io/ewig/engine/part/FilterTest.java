package io.ewig.engine.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import io.ewig.engine.world.WorldPattern;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

  private static final Filter GARDEN =
      Filter.parse("world a://garden/* world table://app/plants branch main");

  @Test
  void coversWorldsAndTablesThatMatchOnBranchesThatDo() {
    assertThat(covers("main", "a://garden/bed")).isTrue();
    assertThat(covers("main", "a://garden/bed/rose")).isFalse();
    assertThat(covers("main", "table://app/plants")).isTrue();
    assertThat(covers("main", "table://app/people")).isFalse();
    assertThat(covers("dev", "a://garden/bed")).isFalse();
  }

  @Test
  void aNameThatWasGivenAgainIsStillThatName() {
    assertThat(covers("main~2", "a://garden/bed")).isTrue();
  }

  @Test
  void whatAllNeedIsCoveredOnEveryBranch() {
    assertThat(covers("dev", "ewig://catalog")).isTrue();
    assertThat(
            GARDEN.covers(
                new Branch("dev"), World.of("table://app/people"), EventType.SCHEMA_CHANGED))
        .isTrue();
  }

  @Test
  void withoutPatternsOfAKindAllOfItIsCovered() {
    Filter dev = Filter.parse("branch dev");
    assertThat(dev.covers(new Branch("dev"), World.of("a://x"), EventType.of("Any"))).isTrue();
    assertThat(Filter.EVERYTHING.covers(new Branch("x"), World.of("a://x"), EventType.of("Any")))
        .isTrue();
  }

  @Test
  void containsAFilterOfWhichItHasAllPatterns() {
    assertThat(Filter.EVERYTHING.contains(GARDEN)).isTrue();
    assertThat(GARDEN.contains(GARDEN)).isTrue();
    assertThat(
            Filter.parse("world a://garden/* world a://x world table://app/plants")
                .contains(GARDEN))
        .isTrue();
    assertThat(Filter.parse("world a://garden/*").contains(GARDEN)).isFalse();
    assertThat(GARDEN.contains(Filter.EVERYTHING)).isFalse();
  }

  @Test
  void itsTextComesBackAsItWas() {
    assertThat(Filter.parse(GARDEN.toString())).isEqualTo(GARDEN);
    assertThat(Filter.parse("")).isEqualTo(Filter.EVERYTHING);
    assertThat(new Filter(List.of(new WorldPattern("b"), new WorldPattern("a")), List.of()))
        .hasToString("world a world b");
  }

  @Test
  void aTableIsNamedWithItsSchemaOrIsOfThePublicOne() {
    assertThat(Filter.table("app.plants")).hasToString("table://app/plants");
    assertThat(Filter.table("plants")).hasToString("table://public/plants");
    assertThat(Filter.table("app.*")).hasToString("table://app/*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.", ".plants", "", "."})
  void whatNamesNoTableIsRefused(String name) {
    assertThatThrownBy(() -> Filter.table(name))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
        .hasMessageContaining("'" + name + "'")
        .hasMessageContaining("SCHEMA.TABLE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"world", "table app.plants", "world b world a", " world a", "world a world a"})
  void whatIsNoTextOfAFilterIsRefused(String text) {
    assertThatThrownBy(() -> Filter.parse(text))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'" + text + "' is no filter");
  }

  @Test
  void aPatternWithABlankIsRefused() {
    assertThatThrownBy(() -> new Filter(List.of(new WorldPattern("a://x a://y")), List.of()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'a://x a://y' holds a blank");
  }

  @Test
  void tooManyOrTooLongPatternsAreRefused() {
    List<WorldPattern> many = new ArrayList<>();
    for (int i = 0; i <= Filter.PATTERNS_MAX; i++) {
      many.add(new WorldPattern("a://" + i));
    }
    assertThatThrownBy(() -> new Filter(many, List.of()))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
    List<WorldPattern> longOnes =
        many.subList(0, 10).stream().map(p -> new WorldPattern(p + "x".repeat(1000))).toList();
    assertThatThrownBy(() -> new Filter(longOnes, List.of()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("at most " + Filter.CHARS_MAX + " characters");
  }

  private static boolean covers(String branch, String world) {
    return GARDEN.covers(new Branch(branch), World.of(world), EventType.of("StateChanged"));
  }
}
