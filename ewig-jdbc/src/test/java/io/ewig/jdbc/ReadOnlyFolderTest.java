package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static io.ewig.jdbc.Fakes.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.jdbc.connection.OpenConnection;
import io.ewig.jdbc.embedded.EngineConnections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code readOnly=true} a folder is read as it is: beside its writer, and without a trace. */
class ReadOnlyFolderTest {

  private static final String NAMES = "select name from plants order by name";

  @TempDir private Path temp;
  private Path folder;

  @BeforeEach
  void plant() throws SQLException {
    folder = temp.resolve("garden");
    change("create table plants (name varchar primary key)", "insert into plants values ('lily')");
  }

  private void change(String... statements) throws SQLException {
    try (Connection writing = DriverManager.getConnection("jdbc:ewig:" + folder);
        Statement statement = writing.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private Connection toRead(String more) throws SQLException {
    return DriverManager.getConnection("jdbc:ewig:" + folder + "?readOnly=true" + more);
  }

  /** Each file with what it holds. */
  private Map<String, Integer> content() throws IOException {
    Map<String, Integer> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(temp)) {
      for (Path file : files.toList()) {
        boolean isFile = Files.isRegularFile(file);
        content.put(file.toString(), isFile ? Arrays.hashCode(Files.readAllBytes(file)) : 0);
      }
    }
    return content;
  }

  @Test
  void aFolderThatSomebodyElseWritesToIsReadAsItGrows() throws SQLException {
    Properties none = new Properties();
    try (Ewig somebody = Ewig.open(folder);
        OpenConnection writing = new EngineConnections(somebody, "garden").connect(none);
        Statement change = writing.createStatement()) {
      fails("55006", () -> DriverManager.getConnection("jdbc:ewig:" + folder).close());
      try (Connection reading = toRead("");
          Statement statement = reading.createStatement()) {
        assertThat(rows(statement.executeQuery(NAMES))).containsExactly("lily");
        change.execute("insert into plants values ('rose')");
        assertThat(rows(statement.executeQuery(NAMES))).containsExactly("lily", "rose");
        fails("25006", () -> statement.execute("insert into plants values ('iris')"));
        reading.setReadOnly(false);
        fails("25006", () -> statement.execute("insert into plants values ('iris')"));
      }
    }
  }

  @Test
  void nothingInItChangesWhateverIsAsked() throws SQLException, IOException {
    Map<String, Integer> before = content();
    try (Connection reading = toRead("&memoryMaxBytes=100000");
        Statement statement = reading.createStatement()) {
      assertThat(rows(statement.executeQuery(NAMES))).containsExactly("lily");
      String spilling =
          "select x, repeat('z', 1000) from generate_series(1, 3000) as t(x) order by 0 - x";
      try (ResultSet rows = statement.executeQuery(spilling)) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(3_000);
        assertThat(content()).isEqualTo(before);
      }
    }
    assertThat(content()).isEqualTo(before);
  }

  @Test
  void whoHasOpenedItWithAKeySortsMoreThanMemoryHoldsToo() throws SQLException, IOException {
    Map<String, Integer> before = content();
    Properties info = new Properties();
    info.setProperty("memoryMaxBytes", "100000");
    try (Ewig engine = Ewig.open(folder, Config.defaults().withReadOnly(true));
        OpenConnection reading = EngineConnections.ofReader(engine, "garden").connect(info);
        Statement statement = reading.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select x, repeat('z', 1000) from generate_series(1, 3000) as t(x)"
                    + " order by 0 - x")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(3_000);
      assertThat(content()).isEqualTo(before);
    }
  }

  @Test
  void oneThatIsNotThereIsNotMade() {
    folder = temp.resolve("nowhere");
    fails("08001", () -> toRead("").close());
    assertThat(folder).doesNotExist();
  }

  @Test
  void whoIsThereFirstIsInNobodysWay() throws SQLException {
    try (Connection reading = toRead("");
        Statement before = reading.createStatement()) {
      assertThat(rows(before.executeQuery(NAMES))).containsExactly("lily");
      change("insert into plants values ('rose')");
      assertThat(rows(before.executeQuery(NAMES))).containsExactly("lily", "rose");
    }
  }

  @Test
  void oneThatIsOpenHereToWriteIsNotOpenedAgain() throws SQLException {
    try (Connection writing = DriverManager.getConnection("jdbc:ewig:" + folder);
        Connection reading = toRead("")) {
      assertThat(reading.unwrap(Ewig.class)).isSameAs(writing.unwrap(Ewig.class));
      fails("25006", () -> reading.createStatement().execute("delete from plants"));
      writing.close();
      assertThat(rows(reading.createStatement().executeQuery(NAMES))).containsExactly("lily");
    }
  }
}
