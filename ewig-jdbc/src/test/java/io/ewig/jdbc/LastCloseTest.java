package io.ewig.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last connection that is closed closes the database, which writes what is derived. */
class LastCloseTest {

  @Test
  void whatADiskRefusesAtTheEndIsToldAsThatAndTheDatabaseIsClosed(@TempDir Path temp)
      throws Exception {
    String url = "jdbc:ewig:" + temp.resolve("garden");
    Path inTheWay = temp.resolve("garden/runs/00000001.ewr");
    Connection writing = DriverManager.getConnection(url);
    try (Statement statement = writing.createStatement()) {
      statement.execute("create table beds (nr int primary key)");
      statement.execute("insert into beds select nr from table(generate_series(1, 6000)) as s(nr)");
      statement.execute("select count(*) from beds"); // so that the index has taken them in
    }
    Files.createDirectory(inTheWay);
    assertThatThrownBy(writing::close)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("58030"))
        .hasMessageContaining(inTheWay.toString());
    Files.delete(inTheWay);
    try (Connection again = DriverManager.getConnection(url);
        Statement statement = again.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from beds")) {
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(6000);
    }
  }
}
