package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Backups;
import io.ewig.engine.Ewig;
import io.ewig.engine.backup.Backup;
import io.ewig.engine.backup.Restore;
import io.ewig.engine.internal.journal.Child;
import io.ewig.engine.log.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups by processes of their own, one of them killed, while another process writes. */
class BackupBesideWriterTest {

  private static final int ROWS = 3_000;

  @TempDir private Path temporary;

  private static Child start(String... args) throws IOException {
    return new Child(EwigCommand.class, (Object[]) args);
  }

  private String at(String name) {
    return temporary.resolve(name).toString();
  }

  @Test
  void eachBackupIsAPrefixOfWhatWasWritten() throws Exception {
    try (Child server = start("server", "--data", at("garden"), "--port", "0")) {
      String line = server.hear();
      while (line != null && !line.startsWith("listening on ")) { // it may log something before
        line = server.hear();
      }
      assertThat(line).isNotNull();
      String url = "jdbc:ewig://" + line.substring(line.lastIndexOf(' ') + 1);
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        statement.execute("create table t (i int primary key, s varchar)");
        insert(connection, 0);
        try (Child killed = start("backup", "--data", at("garden"), at("monday"))) {
          insert(connection, ROWS);
          killed.kill();
        }
        run("backup", "--data", at("garden"), at("monday")); // unless it was done already
        insert(connection, 2 * ROWS);
        run("backup", "--data", at("garden"), at("tuesday"), "--base", at("monday"));
      }
    }
    for (String name : List.of("monday", "tuesday")) {
      requirePrefix(name);
    }
  }

  private static void insert(Connection connection, int from) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?)")) {
      for (int i = from; i < from + ROWS; i++) {
        insert.setInt(1, i);
        insert.setString(2, "x".repeat(i % 500));
        insert.addBatch();
        if (i % 10 == 9) {
          insert.executeBatch();
        }
      }
    }
  }

  private static void run(String... args) throws IOException {
    try (Child process = start(args)) {
      process.rest();
    }
  }

  private void requirePrefix(String name) throws IOException {
    Path backup = temporary.resolve(name);
    assertThat(Backups.verify(backup, Progress.SILENT)).isEmpty();
    Backup made = Backups.read(backup);
    Path copy = temporary.resolve("copy-of-" + name);
    Backups.restore(backup, copy, Restore.ALL, Progress.SILENT);
    assertThat(Files.exists(copy.resolve("ewig.json"))).isTrue();
    try (Ewig original = Ewig.open(temporary.resolve("garden"));
        Ewig restored = Ewig.open(copy)) {
      assertThat(restored.head()).isEqualTo(made.head());
      assertThat(original.log().headAt(made.head().size())).isEqualTo(made.head());
      assertThat(original.log().root(made.head().size())).isEqualTo(made.root());
      assertThat(restored.verify(Progress.SILENT).findings()).isEmpty();
      assertThat(restored.head().size()).isGreaterThan(ROWS);
    }
  }
}
