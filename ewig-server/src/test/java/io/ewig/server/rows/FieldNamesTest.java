package io.ewig.server.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldNamesTest {

  @Test
  void whatIsThereTwiceHasANumberThatIsFree() {
    assertThat(FieldNames.of(List.of("a", "b", "a", "a_2", "a", "A")))
        .containsExactly("a", "b", "a_2", "a_2_2", "a_3", "A");
  }

  /** Were each number tried anew for each of them, this would never end. */
  @Test
  void anyNumberOfThemMayBeTheSame() {
    List<String> names = FieldNames.of(Collections.nCopies(200_000, "a"));
    assertThat(names).endsWith("a_200000");
    assertThat(new HashSet<>(names)).hasSize(200_000);
  }
}
