package io.ewig.sqltests.documented;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.sqltests.script.Difference;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PagesTest {

  static List<Page> pages() throws IOException {
    return Page.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void anExampleHasItsAnswerBelowIt(Page page) throws IOException, SQLException {
    String written = page.run();
    if (Boolean.getBoolean("pages.accept")) {
      Files.writeString(page.path(), written);
      return;
    }
    assertThat(written)
        .as(() -> page.path() + Difference.of(page.text(), written))
        .isEqualTo(page.text());
  }
}
