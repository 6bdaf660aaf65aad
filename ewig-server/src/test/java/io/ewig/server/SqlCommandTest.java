package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.Keys;
import io.ewig.engine.crypt.PasswordHash;
import io.ewig.server.audit.Actor;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.Terminal;
import io.ewig.server.user.Accounts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlCommandTest {

  @TempDir private Path temporary;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String typed, String... args) {
    byte[] in = typed.getBytes(StandardCharsets.UTF_8);
    return EwigCommand.run(Terminal.of(new ByteArrayInputStream(in), out, err), args);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aResultIsATable() {
    String sql = "select * from (values (1, 'röslein', null), (20, 'a\nb', true)) t (n, t, b)";
    assertThat(run("", "sql", "-c", sql)).isZero();
    assertThat(out())
        .isEqualTo(
            "  n | t       | b\n"
                + "----+---------+------\n"
                + "  1 | röslein | NULL\n"
                + " 20 | a\\nb    | true\n"
                + "(2 rows)\n");
    assertThat(err()).isEmpty();
  }

  @Test
  void aLongResultIsPrintedToItsEnd() {
    assertThat(run("select * from generate_series(1, 2500);", "sql")).isZero();
    assertThat(out()).contains("\n            2500\n", "(2500 rows)");
  }

  @Test
  void whatIsWrittenToAFolderIsThereTheNextTime() throws IOException {
    String folder = temporary.resolve("50% of a garden?").toString();
    Path file = Files.writeString(temporary.resolve("a.sql"), "insert into t values (1), (2);");
    assertThat(run("create table t (a int);", "sql", folder)).isZero();
    assertThat(run("", "sql", folder, "-f", file.toString())).isZero();
    assertThat(run("", "sql", folder, "-c", "select count(*) as n from t")).isZero();
    assertThat(out()).contains("(2 rows)", " n\n---\n 2\n");
    assertThat(Files.isDirectory(Path.of(folder))).isTrue();
  }

  @Test
  void aMistakeIsSaidAndTheRestIsRun() {
    assertThat(run("select * from nothing; select 1 as one;", "sql")).isEqualTo(ExitCode.ERROR);
    assertThat(err().lines()).hasSize(1).first().asString().startsWith("ERROR 42P01: there is no");
    assertThat(out()).contains("one");
  }

  @Test
  void aFolderThatCanNotBeOneIsAnErrorInOneLine() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "in the way");
    assertThat(run("", "sql", file.toString(), "-c", "select 1")).isEqualTo(ExitCode.ERROR);
    assertThat(err().lines()).hasSize(1).first().asString().startsWith("ewig: ERROR ");
    assertThat(err()).doesNotContain("SQLException");
  }

  @Test
  void aFileAndACommandAreTooMuch() {
    assertThat(run("", "sql", "-c", "select 1", "-f", "x")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void whoSomebodyIsForAServerStandsInAFile() throws IOException {
    String password =
        Files.writeString(temporary.resolve("anna.txt"), "correct horse\n").toString();
    try (Ewig engine = Ewig.inMemory();
        Accounts accounts = Accounts.inMemory()) {
      PasswordHash hash = Keys.passwords().hash("correct horse".toCharArray());
      accounts.addUser("anna", hash, Set.of(), Actor.here("test"));
      ServerOptions options = ServerOptions.local(0).withAccounts(accounts);
      try (EwigServer server = EwigServer.start(engine, options)) {
        String[] words = {"sql", "--url", server.url(), "-e", "select 1 as one", "--mode", "csv"};
        assertThat(again(joined(words, "--user", "anna", "--password-file", password))).isZero();
        assertThat(out()).isEqualTo("one\n1\n");
        assertThat(again(words)).isOne();
        assertThat(err()).contains("28000: say who you are");
        assertThat(again(joined(words, "--user", "ben", "--password-file", password))).isOne();
        assertThat(err()).contains("28000: the user is unknown, or the password is wrong");
        assertThat(
                again(
                    joined(
                        words,
                        "--user",
                        "anna",
                        "--password-file",
                        temporary.resolve("none").toString())))
            .isOne();
        assertThat(err()).contains("58P01: there is no file");
        assertThat(again(joined(words, "--user", "anna"))).isOne();
        assertThat(err()).contains("28000: there is no terminal to ask for the password for anna");
      }
    }
  }

  private int again(String... args) {
    out.reset();
    err.reset();
    return run("", args);
  }

  private static String[] joined(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }
}
