package io.ewig.sqltests.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.server.EwigServer;
import io.ewig.server.ServerOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Avatica's own client gets the rows, SQLSTATEs and texts of all scripts in both of its codings,
 * but for what docs/server.md says of it.
 */
@EnabledIfSystemProperty(named = "ewig.tier", matches = "long")
class AvaticaScriptsTest {

  /** What the client says around the server's text, which it has in full. */
  private static final Pattern AROUND =
      Pattern.compile("Error \\d+ \\(\\w+\\) : [^\\n]*\\n?[^\\n]*?Remote driver error: ");

  /** It has milliseconds, and writes them all. */
  private static final Pattern FRACTION = Pattern.compile("(:\\d\\d)(\\.\\d{1,3})\\d*");

  private static final Pattern ZEROS =
      Pattern.compile("(:\\d\\d)(?:\\.0+|(\\.\\d*[1-9])0+)(?!\\d)");

  /** The server has no say in them: bytes as a text, and a statement that lacks its parameters. */
  private static final Predicate<String> OWN =
      Pattern.compile("0aff|Cv8=|^07001 the statement has |[\\x00-\\x08]|\\uFFFD").asPredicate();

  @ParameterizedTest
  @ValueSource(strings = {"json", "protobuf"})
  void theScriptsGetTheirAnswers(String coding) throws IOException {
    for (String name : ScriptsTest.names()) {
      Script script = Script.resource(name);
      try (Ewig engine = Ewig.inMemory();
          EwigServer server = EwigServer.start(engine, ServerOptions.local(0))) {
        String url =
            "jdbc:avatica:remote:url=http://127.0.0.1:"
                + server.address().getPort()
                + ";serialization="
                + coding;
        List<String> expected = lines(script.text());
        List<String> written = lines(script.run(new Connections(url)));
        assertThat(without(expected, written)).as(name).allMatch(OWN);
        assertThat(without(written, expected)).as(name).allMatch(OWN);
      }
    }
  }

  /** As wide as the widest value of a column is no answer. */
  private static List<String> lines(String text) {
    String said = AROUND.matcher(text).replaceAll("").replace("E+", "E");
    said = ZEROS.matcher(FRACTION.matcher(said).replaceAll("$1$2")).replaceAll("$1$2");
    return said.lines()
        .map(line -> line.replaceAll("-{3,}", "--").replaceAll(" +", " ").strip())
        .toList();
  }

  private static List<String> without(List<String> lines, List<String> others) {
    List<String> left = new ArrayList<>(lines);
    others.forEach(left::remove);
    return left;
  }
}
