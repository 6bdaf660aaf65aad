package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.server.command.ExitCode;
import io.ewig.server.user.Accounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Users, tokens and the audit at the command line, with the server stopped or running. */
class UserCommandsTest extends CommandLineCase {

  private static final String PASSWORD = "secret-word-1\n";

  private int add(String name, String... more) {
    return typing(PASSWORD, joined(more, "user", "add", "--data", at("garden"), name));
  }

  private static String[] joined(String[] more, String... words) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  private void refused(String state, String words) {
    assertThat(err()).startsWith("ewig: ERROR " + state + ": ").contains(words).hasLineCount(1);
    assertThat(out()).isEmpty();
  }

  @Test
  void aServerCanBeToldOfItsUsersBeforeThereIsADatabase() throws IOException {
    assertThat(add("ann")).isZero();
    assertThat(out()).isEqualTo("added user ann [admin]\n");
    assertThat(Path.of(at("garden"), "ewig.json")).doesNotExist();
    assertThat(Files.getPosixFilePermissions(Path.of(at("garden"), "server")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));

    assertThat(run("sql", at("garden"), "-e", "create table plants (name varchar primary key)"))
        .isZero();
    assertThat(run("stats", "--data", at("garden"))).isZero();
    assertThat(run("user", "list", "--data", at("garden"))).isZero();
    assertThat(out()).isEqualTo("ann\t[admin]\n");
    assertThat(run("verify", "--data", at("garden/server"))).isZero();
  }

  @Test
  void aFolderThatHoldsAnythingElseIsNoDatabase() throws IOException {
    add("ann");
    Files.writeString(Path.of(at("garden"), "letter.txt"), "dear garden");
    assertThat(run("sql", at("garden"), "-e", "select 1")).isEqualTo(ExitCode.ERROR);
    refused("08001", "is not empty and holds no database");
  }

  @Test
  void usersComeAndGoAndChangeTheirPasswords() {
    add("ann");
    assertThat(add("ben")).isZero();
    assertThat(out()).isEqualTo("added user ben []\n");
    assertThat(add("cleo", "--role", "admin")).isZero();
    run("user", "list", "--data", at("garden"), "--json");
    assertThat(lines())
        .containsExactly(
            "{\"user\":\"ann\",\"roles\":\"admin\"}",
            "{\"user\":\"ben\",\"roles\":\"\"}",
            "{\"user\":\"cleo\",\"roles\":\"admin\"}");

    assertThat(typing("another-word\n", "user", "passwd", "--data", at("garden"), "ben")).isZero();
    assertThat(out()).isEqualTo("changed the password of ben\n");
    assertThat(run("user", "drop", "--data", at("garden"), "ben")).isZero();
    assertThat(run("user", "drop", "--data", at("garden"), "ann")).isZero();
    run("user", "list", "--data", at("garden"));
    assertThat(out()).isEqualTo("cleo\t[admin]\n");

    assertThat(run("audit", "--data", at("garden"))).isZero();
    assertThat(lines())
        .extracting(
            line -> line.replaceAll(".*\"deed\":\"([^\"]*)\".*\"what\":\"([^\"]*)\".*", "$1 $2"))
        .containsExactly(
            "user-added ann [admin]",
            "user-added ben",
            "user-added cleo [admin]",
            "password-changed ben",
            "user-dropped ben",
            "user-dropped ann");
    assertThat(out()).doesNotContain("secret-word").doesNotContain("another-word");
    run("audit", "--data", at("garden"), "--since", "2100-01-01T00:00:00Z");
    assertThat(out()).isEmpty();
    run("audit", "--data", at("garden"), "--deed", "user-added", "--since", "2020-01-01T00:00:00Z");
    assertThat(lines()).hasSize(3);
    assertThat(lines().get(1))
        .matches("\\{\"time\":\".*Z\",\"deed\":\"user-added\",\"from\":\"here\",.*}");
    run("audit", "--data", at("garden"), "--deed", "login");
    assertThat(out()).isEmpty();
  }

  @Test
  void whatWasDoneToUsersIsSaidAsJsonToo() {
    add("ann");
    assertThat(add("ben", "--json")).isZero();
    assertThat(out()).isEqualTo("{\"done\":\"added user\",\"name\":\"ben\",\"roles\":\"\"}\n");
    typing("another-word\n", "user", "passwd", "--data", at("garden"), "ben", "--json");
    assertThat(out()).isEqualTo("{\"done\":\"changed the password of\",\"name\":\"ben\"}\n");
    assertThat(run("user", "drop", "--data", at("garden"), "ben", "--json")).isZero();
    assertThat(out()).isEqualTo("{\"done\":\"dropped user\",\"name\":\"ben\"}\n");
  }

  @Test
  void mistakesAboutUsersAreSaidAndChangeNothing() throws IOException {
    add("ann");
    assertThat(add("ann")).isEqualTo(ExitCode.ERROR);
    refused("42710", "a user or role ann already");
    assertThat(add("Ann Lee")).isEqualTo(ExitCode.ERROR);
    refused("42602", "'Ann Lee' cannot be a user");
    assertThat(add("admin")).isEqualTo(ExitCode.ERROR);
    assertThat(add("ben", "--role", "gardener")).isEqualTo(ExitCode.ERROR);
    refused("42704", "there is no role gardener; say CREATE ROLE gardener");
    assertThat(typing("short\n", "user", "add", "--data", at("garden"), "ben")).isOne();
    refused("22023", "8");
    assertThat(run("user", "add", "--data", at("garden"), "ben")).isEqualTo(ExitCode.ERROR);
    refused("22023", "there is no password");
    assertThat(add("ben", "--password-file", at("none"))).isEqualTo(ExitCode.ERROR);
    refused("58P01", "none");
    Files.writeString(Path.of(at("empty")), "");
    assertThat(add("ben", "--password-file", at("empty"))).isEqualTo(ExitCode.ERROR);
    assertThat(typing(PASSWORD, "user", "passwd", "--data", at("garden"), "ben")).isOne();
    refused("42704", "there is no user ben");
    assertThat(run("user", "drop", "--data", at("garden"), "ben")).isEqualTo(ExitCode.ERROR);
    refused("42704", "there is no user ben");

    Files.writeString(Path.of(at("word")), PASSWORD);
    assertThat(add("ben", "--password-file", at("word"))).isZero();
    assertThat(run("user", "drop", "--data", at("garden"), "ann")).isEqualTo(ExitCode.ERROR);
    refused("2BP01", "ann is the only admin");
    run("user", "list", "--data", at("garden"));
    assertThat(lines()).containsExactly("ann\t[admin]", "ben\t[]");
  }

  @Test
  void commandLinesThatLackSomethingSayWhat() {
    for (String[] words :
        new String[][] {
          {"user", "add", "ann"},
          {"user", "add", "--data", at("garden")},
          {"user", "drop", "--data", at("garden")},
          {"user", "fly", "--data", at("garden")},
          {"token", "create", "--data", at("garden")},
          {"token", "revoke", "--data", at("garden")},
          {"audit"},
          {"audit", "--data", at("garden"), "--since", "yesterday"}
        }) {
      assertThat(run(words)).as(String.join(" ", words)).isEqualTo(ExitCode.USAGE);
      assertThat(err()).as(String.join(" ", words)).isNotEmpty();
    }
    assertThat(Path.of(at("garden"))).doesNotExist();
  }

  @Test
  void tokensAreMadeListedAndRevoked() {
    add("ann");
    assertThat(token("ann", "--expires", "12h", "--scope", "op=select,role=admin,db=main"))
        .isZero();
    String secret = out().strip();
    assertThat(secret).startsWith("ewig_");
    assertThat(err()).contains("of ann, good until ").contains("not shown again");
    assertThat(token("ann", "--expires", "never", "--json")).isZero();
    assertThat(out())
        .matches(
            "\\{\"id\":\"[\\w-]+\",\"secret\":\"ewig_[\\w-]+\",\"expires\":\"it is revoked\"}\n");
    assertThat(token("ann", "--expires", "0s")).isZero();

    run("token", "list", "--data", at("garden"));
    assertThat(lines()).hasSize(3);
    assertThat(lines().get(0)).matches("[\\w-]+\tann\tgood\t.*Z\t\\[admin] \\[main] \\[SELECT]");
    assertThat(lines().get(1)).matches("[\\w-]+\tann\tgood\tnever");
    assertThat(lines().get(2)).matches("[\\w-]+\tann\texpired\t.*");
    String id = lines().get(0).split("\t")[0];
    assertThat(run("token", "revoke", "--data", at("garden"), id)).isZero();
    assertThat(out()).isEqualTo("revoked token " + id + "\n");
    run("token", "list", "--data", at("garden"), "--json");
    assertThat(lines().get(0)).contains("\"id\":\"" + id + "\"", "\"state\":\"revoked\"");
    assertThat(out()).doesNotContain(secret);
    run("audit", "--data", at("garden"), "--deed", "token-revoked");
    assertThat(lines()).singleElement().asString().contains("\"what\":\"" + id + "\"");
    assertThat(run("token", "revoke", "--data", at("garden"), id, "--json")).isZero();
    assertThat(out()).isEqualTo("{\"done\":\"revoked token\",\"name\":\"" + id + "\"}\n");

    run("user", "add", "--data", at("garden"), "--password-file", "-", "ben");
    assertThat(run("user", "drop", "--data", at("garden"), "ann")).isZero();
    run("token", "list", "--data", at("garden"));
    assertThat(out()).isEmpty();
  }

  private int token(String user, String... more) {
    return run(joined(more, "token", "create", "--data", at("garden"), "--user", user));
  }

  @Test
  void mistakesAboutTokensAreSaid() {
    add("ann");
    assertThat(token("ben")).isEqualTo(ExitCode.ERROR);
    refused("42704", "there is no user ben");
    assertThat(token("ann", "--expires", "soon")).isEqualTo(ExitCode.ERROR);
    refused("22023", "not in 'soon'");
    assertThat(token("ann", "--scope", "op=fly")).isEqualTo(ExitCode.ERROR);
    refused("22023", "'fly' is no operation");
    assertThat(token("ann", "--scope", "colour=red")).isEqualTo(ExitCode.ERROR);
    refused("22023", "not 'colour=red'");
    assertThat(token("ann", "--scope", "role=gardener")).isEqualTo(ExitCode.ERROR);
    refused("42704", "there is no role gardener");
    assertThat(run("token", "revoke", "--data", at("garden"), "x")).isEqualTo(ExitCode.ERROR);
    refused("42704", "there is no token x");
    run("token", "list", "--data", at("garden"));
    assertThat(out()).isEmpty();
  }

  @Test
  void whatIsOnlyLookedAtIsNotMade() {
    run("sql", at("garden"), "-e", "select 1");
    for (String[] words : new String[][] {{"user", "list"}, {"token", "list"}, {"audit"}}) {
      assertThat(run(joined(new String[] {"--data", at("garden")}, words))).isZero();
      assertThat(out() + err()).isEmpty();
      String[] nowhere = joined(new String[] {"--data", at("none")}, words);
      assertThat(run(nowhere)).isEqualTo(ExitCode.ERROR);
      refused("08001", "there is no folder");
    }
    for (String words : List.of("user drop ann", "user passwd ann", "token revoke x")) {
      String[] nobody = (words + " --data " + at("garden")).split(" ");
      assertThat(run(nobody)).as(words).isEqualTo(ExitCode.ERROR);
      refused("42704", "has no users");
    }
    assertThat(Path.of(at("garden"), "server")).doesNotExist();
    assertThat(Path.of(at("none"))).doesNotExist();
  }

  @Test
  void besideAServerTheyAreListedAndNotChanged() throws IOException {
    add("ann");
    try (Accounts ofServer = Accounts.open(Path.of(at("garden")))) {
      assertThat(add("ben")).isEqualTo(ExitCode.ERROR);
      refused("25006", "a server is running on ");
      assertThat(err()).contains("have an admin say CREATE, ALTER or DROP USER");
      assertThat(run("user", "list", "--data", at("garden"))).isZero();
      assertThat(out()).isEqualTo("ann\t[admin]\n");
      assertThat(run("audit", "--data", at("garden"))).isZero();
      assertThat(lines()).hasSize(1);
      assertThat(ofServer.book().users()).containsOnlyKeys("ann");
    }
  }
}
