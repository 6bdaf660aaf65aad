package io.ewig.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.Keys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that a statement has no memory for. */
class SpilledRowsTest {

  private static final String MARKER = "nobody else says this ";
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  @TempDir private Path temp;

  @Test
  void thoseOfAnEncryptedDatabaseLieInNoFileInClear() throws SQLException, IOException {
    assumeTrue(Files.isDirectory(OPEN_FILES), "only Linux shows what a process has open");
    Path folder = temp.toRealPath().resolve("garden");
    String passphrase = "correct horse";
    Ewig.open(folder, Config.defaults().withKey(Keys.passphrase(passphrase.toCharArray()))).close();
    String url = "jdbc:ewig:" + folder + "?memoryMaxBytes=100000&password=" + passphrase;
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select repeat('"
                    + MARKER
                    + "', 50) || x as y from generate_series(1, 3000) as t(x) order by y desc")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo(MARKER.repeat(50) + 999);
      long spilled = 0;
      try (Stream<Path> open = Files.list(OPEN_FILES)) {
        for (Path each : open.toList()) {
          Path file = nameOf(each);
          if (file.startsWith(folder)) {
            String bytes = Files.readString(each, StandardCharsets.ISO_8859_1);
            assertThat(bytes.contains(MARKER)).as(file.toString()).isFalse();
            spilled += file.startsWith(folder.resolve("temporary")) ? bytes.length() : 0;
          }
        }
      }
      assertThat(spilled).isGreaterThan(2_000_000);
    }
  }

  /** Of an open file, also of one whose name the system has removed already. */
  private static Path nameOf(Path open) throws IOException {
    return Files.exists(open, LinkOption.NOFOLLOW_LINKS) ? Files.readSymbolicLink(open) : open;
  }
}
