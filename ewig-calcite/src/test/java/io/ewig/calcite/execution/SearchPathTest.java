package io.ewig.calcite.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.UserException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchPathTest {

  @Test
  void namesFoldUnlessTheyAreQuoted() {
    assertThat(SearchPath.parse(" Garden,\"My \"\"shed\"\"\" , \"$user\"").schemas())
        .containsExactly("garden", "My \"shed\"", "$user");
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    SearchPath path = new SearchPath(List.of("garden", "My, shed", "Beds", "1st", "a\"b", "käse"));
    assertThat(path).hasToString("garden, \"My, shed\", \"Beds\", \"1st\", \"a\"\"b\", käse");
    assertThat(SearchPath.parse(path.toString())).isEqualTo(path);
  }

  @Test
  void aSchemaIsLookedIntoOnce() {
    assertThat(SearchPath.parse("a, b, a").schemas()).containsExactly("a", "b");
  }

  @Test
  void theFirstThatHasItIsMeantAndElseTheFirst() {
    SearchPath path = SearchPath.parse("a, b, c");
    assertThat(path.find(Set.of("b", "c")::contains)).isEqualTo("b");
    assertThat(path.find(schema -> false)).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a,", ",a", "a b", "\"a", "a, 1b", "a;b"})
  void whatIsNoListIsRefused(String text) {
    assertThatThrownBy(() -> SearchPath.parse(text))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'" + text + "' is no list of schemas");
  }

  @Test
  void aPathHasOneSchemaAtLeastAndNotVeryMany() {
    assertThatThrownBy(() -> new SearchPath(List.of())).hasMessageContaining("one schema at least");
    List<String> many = IntStream.range(0, 65).mapToObj(i -> "s" + i).toList();
    assertThatThrownBy(() -> new SearchPath(many)).hasMessageContaining("up to 64 schemas, not 65");
  }
}
