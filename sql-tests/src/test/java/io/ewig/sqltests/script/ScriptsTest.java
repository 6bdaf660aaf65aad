package io.ewig.sqltests.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.server.EwigServer;
import io.ewig.server.ServerOptions;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptsTest {

  static List<String> names() {
    return List.of(
        "aggregates",
        "branch",
        "conflicts",
        "constraints",
        "date-sums",
        "ddl",
        "diff",
        "dml",
        "documents",
        "erase",
        "errors",
        "events",
        "everyday-functions",
        "explain",
        "forms",
        "functions",
        "generated-columns",
        "grouped-by-key",
        "grouped-joins",
        "guards",
        "jdbc-escapes",
        "joined-by-names",
        "joined-changes",
        "json",
        "lateral",
        "limits",
        "long-lists",
        "merge",
        "merge-by-source",
        "metadata",
        "order-of-texts",
        "padded-texts",
        "zero-bytes",
        "patterns",
        "postgresql-forms",
        "query",
        "ranks-and-arrays",
        "recursive",
        "regular-expressions",
        "rows-as-json",
        "rows-compared",
        "rows-of-functions",
        "search-path",
        "sequences",
        "signs",
        "subqueries",
        "system-tables",
        "time-both",
        "time-queried",
        "time-session-defaults",
        "time-system",
        "time-valid",
        "transactions",
        "truncate",
        "types",
        "window-frames");
  }

  @ParameterizedTest
  @MethodSource("names")
  void aScriptGetsItsAnswers(String name) {
    Script script = Script.resource(name);
    String written = script.run();
    assertThat(written).as(() -> Difference.of(script.text(), written)).isEqualTo(script.text());
  }

  /** Through a server, no answer may differ by a letter. */
  @ParameterizedTest
  @MethodSource("names")
  void aScriptGetsTheSameAnswersFromAServer(String name) throws IOException {
    Script script = Script.resource(name);
    try (Ewig engine = Ewig.inMemory();
        EwigServer server = EwigServer.start(engine, ServerOptions.local(0))) {
      String written = script.run(new Connections(server.url()));
      assertThat(written).as(() -> Difference.of(script.text(), written)).isEqualTo(script.text());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void aScriptSaysWhatItIsFor(String name) {
    String first = Script.resource(name).text().lines().findFirst().orElse("");
    assertThat(first).matches("# [A-Z].*\\.");
    assertThat(name).isEqualTo(name.toLowerCase(Locale.ROOT));
  }

  @Test
  void aDifferenceShowsTheLinesAroundIt() {
    assertThat(Difference.of("a\nb\nc\nd\n", "a\nx\nc\nd\n")).contains("- b", "+ x");
    assertThat(Difference.of("a\nb", "a")).contains("- b");
  }
}
