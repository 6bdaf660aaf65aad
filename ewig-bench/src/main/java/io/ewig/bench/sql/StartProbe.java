package io.ewig.bench.sql;

import io.ewig.bench.measure.FreshJvm;
import io.ewig.bench.sql.store.Entities;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Reads one entity in a JVM that has done nothing else, and says when it had it. */
public final class StartProbe {

  private StartProbe() {}

  /** Runs in the other JVM: URL, world and id of the entity. */
  public static void main(String[] words) throws SQLException {
    try (Connection connection = DriverManager.getConnection(words[0]);
        PreparedStatement query =
            connection.prepareStatement(
                "select visits, note from entity where world = ? and id = ?")) {
      query.setInt(1, Integer.parseInt(words[1]));
      query.setInt(2, Integer.parseInt(words[2]));
      try (ResultSet found = query.executeQuery()) {
        if (!found.next() || found.getString(2).isEmpty()) {
          throw new IllegalStateException("the entity is missing");
        }
        System.out.println(System.currentTimeMillis());
      }
    }
  }

  /** How many milliseconds after its start a new JVM has an entity. */
  static double run(List<String> flags, String url, int number)
      throws IOException, InterruptedException {
    String world = Integer.toString(Entities.worldOf(number));
    long from = System.currentTimeMillis();
    return FreshJvm.run(StartProbe.class, flags, url, world, Integer.toString(number))[0] - from;
  }
}
