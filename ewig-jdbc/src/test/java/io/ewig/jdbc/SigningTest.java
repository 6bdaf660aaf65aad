package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases that sign what they write because a connection said so when it made them. */
class SigningTest {

  @TempDir private Path folder;
  private String url;

  @BeforeEach
  void name() {
    url = "jdbc:ewig:" + folder.resolve("garden");
  }

  private static void plant(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE plant (id INT)");
    }
  }

  private static int signers(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(signed_by) FROM ewig.commits")) {
      assertThat(row.next()).isTrue();
      return row.getInt(1);
    }
  }

  @Test
  void aDatabaseThatIsMadeSignsIfToldToAndGoesOn() throws SQLException {
    plant(url + "?sign=true");
    assertThat(signers(url + "?sign=true")).isEqualTo(1);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO plant VALUES (1)");
    }
    assertThat(signers(url)).isEqualTo(2);
  }

  @Test
  void oneThatIsThereIsNotMadeToSignByTheWay() throws SQLException {
    plant(url);
    assertThat(fails("22023", () -> DriverManager.getConnection(url + "?sign=true")))
        .hasMessageContaining("ewig keys sign");
    assertThat(signers(url)).isZero();
  }

  @Test
  void oneInMemoryHasNoKeyToSignWith() {
    assertThat(fails("08001", () -> DriverManager.getConnection("jdbc:ewig:mem:?sign=true")))
        .hasMessageContaining("in a folder");
  }
}
