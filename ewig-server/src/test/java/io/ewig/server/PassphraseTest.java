package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Databases whose key is a passphrase, from the command line. */
class PassphraseTest extends CommandLineCase {

  @BeforeEach
  void makeSecret() throws IOException {
    write("phrase", "correct horse\n");
    assertThat(sql("secret", "phrase", "CREATE TABLE t (a INT); INSERT INTO t VALUES (7)"))
        .as(err())
        .isZero();
  }

  private void write(String name, String text) throws IOException {
    Path file = Files.writeString(temporary.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private int sql(String folder, String phrase, String sql) {
    return run("sql", at(folder), "--passphrase-file", at(phrase), "--mode", "csv", "-e", sql);
  }

  @Test
  void aDatabaseIsMadeAndOpenedWithTheFirstLineOfAFile() {
    assertThat(sql("secret", "phrase", "SELECT a FROM t")).isZero();
    assertThat(lines()).containsExactly("a", "7");
    assertThat(run("keys", "show", "--data", at("secret"))).isZero();
    assertThat(out()).contains("under a key of provider passphrase");
    assertThat(run("verify", "--data", at("secret"), "--passphrase-file", at("phrase"))).isZero();
  }

  @Test
  void aWrongPassphraseOpensNothing() throws IOException {
    write("wrong", "wrong horse\n");
    assertThat(sql("secret", "wrong", "SELECT a FROM t")).isEqualTo(1);
    assertThat(err()).contains("28000").doesNotContain("horse");
    assertThat(run("sql", at("secret"), "-e", "SELECT 1")).isEqualTo(1);
    assertThat(err()).contains("28000").contains("--passphrase");
  }

  @Test
  void aFileThatOthersMayReadIsRefused() throws IOException {
    Files.setPosixFilePermissions(
        temporary.resolve("phrase"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(sql("secret", "phrase", "SELECT a FROM t")).isEqualTo(1);
    assertThat(err()).contains("28000").contains("chmod 600");
  }

  @Test
  void whatHoldsNoPassphraseIsSaidByName() throws IOException {
    write("short", "horse\n");
    assertThat(sql("other", "short", "SELECT 1")).isEqualTo(1);
    assertThat(err()).contains("22023").contains("has 5 characters");
    assertThat(sql("other", "none", "SELECT 1")).isEqualTo(1);
    assertThat(err()).contains("28000").contains("there is no file").contains("none");
    assertThat(run("sql", at("other"), "--passphrase-env", "EWIG_NO_SUCH", "-e", "SELECT 1"))
        .isEqualTo(1);
    assertThat(err()).contains("28000").contains("EWIG_NO_SUCH is not set");
    assertThat(temporary.resolve("other")).doesNotExist();
  }

  @Test
  void keysOfFilesAndPassphrasesAreExchangedForEachOther() {
    String[] toFile = {
      "keys",
      "rotate",
      "--data",
      at("secret"),
      "--passphrase-file",
      at("phrase"),
      "--new-key-file",
      at("a.key")
    };
    assertThat(run(toFile)).as(err()).isZero();
    assertThat(sql("secret", "phrase", "SELECT a FROM t")).isEqualTo(1);
    assertThat(err()).contains("28000");
    String[] toPhrase = {
      "keys",
      "rotate",
      "--data",
      at("secret"),
      "--key-file",
      at("a.key"),
      "--new-passphrase-file",
      at("phrase"),
      "--json"
    };
    assertThat(run(toPhrase)).as(err()).isZero();
    assertThat(sql("secret", "phrase", "SELECT a FROM t")).isZero();
    assertThat(run("keys", "rotate", "--data", at("secret"), "--key-file", at("a.key")))
        .isEqualTo(2);
  }

  @Test
  void aBackupIsTakenAndRestoredWithThePassphrase() {
    String[] phrase = {"--passphrase-file", at("phrase")};
    assertThat(run("backup", "--data", at("secret"), phrase[0], phrase[1], at("monday")))
        .as(err())
        .isZero();
    assertThat(run("restore", "--data", at("copy"), phrase[0], phrase[1], at("monday")))
        .as(err())
        .isZero();
    assertThat(sql("copy", "phrase", "SELECT a FROM t")).isZero();
    assertThat(lines()).containsExactly("a", "7");
  }
}
