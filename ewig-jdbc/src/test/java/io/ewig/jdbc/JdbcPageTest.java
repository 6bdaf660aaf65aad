package io.ewig.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.error.ErrorCode;
import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.url.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about JDBC leaves no property and no SQLSTATE out, and invents none. */
class JdbcPageTest {

  private static final Pattern STATES = Pattern.compile("(?m)^\\| ((?:[0-9A-Z]{5}(?:, )?)+) \\|");

  private static String page() throws IOException {
    return Files.readString(Path.of("../docs/sql/jdbc.md"));
  }

  @Test
  void everyPropertyIsThereWithItsUsualValue() throws IOException {
    String page = page();
    for (Property property : Property.values()) {
      String usual = property.usual().map(value -> "`" + value + "`").orElse("");
      assertThat(page).containsPattern("\\| `" + property.key() + "` \\| ?" + usual + " \\|");
    }
  }

  @Test
  void theTableHasTheStatesThatThereAre() throws IOException {
    Set<String> described = new TreeSet<>();
    STATES
        .matcher(page())
        .results()
        .forEach(line -> described.addAll(Set.of(line.group(1).split(", "))));
    Set<String> existing = new TreeSet<>();
    for (ErrorCode code : ErrorCode.values()) {
      existing.add(code.sqlState());
    }
    for (SqlState state : SqlState.values()) {
      existing.add(state.code());
    }
    assertThat(described).isEqualTo(existing);
  }
}
