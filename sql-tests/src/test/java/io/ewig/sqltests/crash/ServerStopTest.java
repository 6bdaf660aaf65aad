package io.ewig.sqltests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.internal.journal.Child;
import io.ewig.engine.internal.journal.FastFolder;
import io.ewig.server.EwigCommand;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is told to stop closes its database: nothing is left to repair. */
class ServerStopTest {

  /** As a shell sees a process that SIGTERM ended. */
  private static final int TERMINATED = 143;

  @TempDir(factory = FastFolder.class)
  private Path folder;

  @Test
  void itSaysWhereItListensAndStopsCleanlyWhenTold() throws Exception {
    try (Child server = new Child(EwigCommand.class, "server", "--data", folder, "--port", 0)) {
      String line = String.valueOf(server.hear());
      assertThat(line).matches("listening on 127\\.0\\.0\\.1:\\d+");
      String url = "jdbc:ewig://" + line.substring("listening on ".length());
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        statement.execute("create table plant (name varchar primary key)");
        statement.execute("insert into plant values ('rose')");
        connection.setAutoCommit(false);
        statement.execute("insert into plant values ('never committed')");
        server.terminate();
        assertThat(server.exit()).isEqualTo(TERMINATED);
      }
    }
    assertThat(folder.resolve("log").resolve("quarantine")).doesNotExist();
    assertThat(names()).isEqualTo(1);
  }

  private long names() throws SQLException {
    try (Connection connection = Bank.open(folder)) {
      return Bank.number(connection, "select count(*) from plant");
    }
  }
}
