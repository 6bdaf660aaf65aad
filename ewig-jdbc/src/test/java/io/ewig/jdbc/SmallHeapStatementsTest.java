package io.ewig.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.internal.journal.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A statement takes no more memory than there is for it in a small heap. */
class SmallHeapStatementsTest {

  @TempDir private Path folder;

  /** Asks for rows that its heap has no room for. */
  static final class Asker {

    private static final String TEXTS =
        "(select md5(cast(i as varchar)) || repeat('x', 200) as text"
            + " from generate_series(1, 200000) as t(i))";

    private Asker() {}

    public static void main(String[] arguments) throws SQLException {
      try (Connection connection = DriverManager.getConnection("jdbc:ewig:" + arguments[0]);
          Statement statement = connection.createStatement()) {
        for (String query :
            new String[] {
              "select count(*) from (select * from " + TEXTS + " order by text limit 150000) as s",
              "select count(*) from (select distinct text from " + TEXTS + ") as s",
              "select max(n) from (select row_number() over (order by text) as n from "
                  + TEXTS
                  + ") as s"
            }) {
          System.out.println(answer(statement, query));
        }
      }
    }

    private static String answer(Statement statement, String query) {
      try (ResultSet rows = statement.executeQuery(query)) {
        rows.next();
        return rows.getString(1);
      } catch (SQLException refused) {
        return refused.getSQLState();
      }
    }
  }

  @Test
  void sortsAndGroupsGoToTheDiskAndWindowsAreRefused() throws IOException {
    try (Child child = new Child(64, Asker.class, folder)) {
      assertThat(child.hear()).isEqualTo("150000");
      assertThat(child.hear()).isEqualTo("200000");
      assertThat(child.hear()).isEqualTo("54000");
    }
  }
}
