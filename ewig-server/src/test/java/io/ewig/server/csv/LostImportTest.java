package io.ewig.server.csv;

import static io.ewig.jdbc.Fakes.fails;
import static io.ewig.jdbc.Fakes.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.server.EwigServer;
import io.ewig.server.Relay;
import io.ewig.server.ServerOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An import whose connection is lost says what is there, and writes nothing twice. */
class LostImportTest {

  /** Passes on until it has heard a word, and then what it was in, but nothing more. */
  private static final class Cutting extends Relay {

    private final String word;
    private volatile boolean isHeard;

    Cutting(int port, String word) throws IOException {
      super(port, 1024 * 1024);
      this.word = word;
      start();
    }

    @Override
    protected synchronized byte @Nullable [] passedOn(byte[] piece) {
      if (isHeard) {
        return null;
      }
      isHeard = new String(piece, StandardCharsets.ISO_8859_1).contains(word);
      return piece;
    }
  }

  @Test
  void whatMayHaveBeenCommittedIsNotWrittenAgain() throws Exception {
    try (Ewig engine = Ewig.inMemory();
        EwigServer server = EwigServer.start(engine, ServerOptions.local(0));
        Cutting relay = new Cutting(server.address().getPort(), "ewig.Commit");
        Connection straight = DriverManager.getConnection(server.url());
        Statement statement = straight.createStatement()) {
      statement.execute("create table plant (name varchar)");
      StringWriter refused = new StringWriter();
      try (Connection connection = DriverManager.getConnection("jdbc:ewig://" + relay.address())) {
        CsvOptions options = new CsvOptions("plant", ',', "", true, List.of(), true);
        Throwable lost =
            fails(
                "08007",
                () ->
                    CsvImport.run(
                        connection,
                        options,
                        new StringReader("name\nrose\nlily\n"),
                        new PrintWriter(refused)));
        assertThat(lost.getMessage())
            .endsWith(
                "; 0 rows before line 2 are in the table, and it may be that those up to line 3"
                    + " are as well");
      }
      assertThat(refused.toString()).isEmpty();
      assertThat(rows(statement.executeQuery("select name from plant order by name")))
          .isIn(List.of("lily", "rose"), List.of());
    }
  }
}
