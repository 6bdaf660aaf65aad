package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.server.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackupCommandTest extends CommandLineCase {

  @BeforeEach
  void plant() {
    plantGarden();
  }

  private String rows(String folder) {
    run("sql", at(folder), "-e", "select * from plants order by name", "--mode", "csv");
    return out();
  }

  @Test
  void aBackupIsMadeVerifiedAndRestored() {
    assertThat(run("backup", "--data", at("garden"), at("monday"), "--verify")).isZero();
    assertThat(out()).contains("events  4", "kind    full", "sound");
    assertThat(run("restore", "--data", at("copy"), at("monday"))).isZero();
    assertThat(out()).startsWith("restored ").contains("with 4 events");
    assertThat(rows("copy")).isEqualTo("name,petals\nlily,6\nrose,12\n");
    assertThat(run("verify", "--data", at("copy"), "--state")).isZero();
  }

  @Test
  void anIncrementalOneNamesItsBases() {
    run("backup", "--data", at("garden"), "--to", at("monday"));
    run("sql", at("garden"), "-e", "insert into plants values ('tulip', 3)");
    String[] later = {
      "backup", "--data", at("garden"), "--out", at("tuesday"), "--base", at("monday"), "--json"
    };
    assertThat(run(later)).isZero();
    assertThat(out()).contains("\"events\":5,").contains("\"bases\":[");
    run("restore", "--data", at("copy"), "--from", at("tuesday"), "--json");
    assertThat(out()).contains("\"events\":5,").contains("\"new_origin\":false");
    assertThat(rows("copy")).contains("tulip,3");
  }

  @Test
  void itIsRestoredAsOfASeqOrATime() {
    run("backup", "--data", at("garden"), at("monday"));
    assertThat(run("restore", "--data", at("copy"), at("monday"), "--to", "2")).isZero();
    assertThat(rows("copy")).isEqualTo("name,petals\nlily,6\nrose,5\n");
    String[] before = {
      "restore", "--data", at("nothing"), at("monday"), "--to", "1999-01-01T00:00:00Z"
    };
    assertThat(run(before)).isZero();
    assertThat(out()).contains("with 0 events");
    assertThat(run("restore", "--data", at("x"), at("monday"), "--to", "noon")).isOne();
    assertThat(err()).startsWith("ewig: ERROR 22023: ").contains("'noon' is no time and no seq");
  }

  @Test
  void aDamagedBackupIsFoundAndNotRestored() throws IOException {
    run("backup", "--data", at("garden"), at("monday"));
    Path file;
    try (var files = Files.walk(Path.of(at("monday"), "log", "sealed"))) {
      file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 9] ^= 1;
    Files.write(file, bytes);
    assertThat(run("backup", "--verify", at("monday"))).isEqualTo(ExitCode.DAMAGED);
    assertThat(out()).contains("found   ", "SHA-256", "DAMAGED");
    assertThat(run("backup", "--verify", at("monday"), "--json")).isEqualTo(ExitCode.DAMAGED);
    assertThat(out()).contains("\"sound\":false,\"findings\":[{\"file\":");
    assertThat(run("restore", "--data", at("copy"), at("monday"))).isEqualTo(ExitCode.DAMAGED);
    assertThat(err().lines()).hasSize(1).first().asString().startsWith("ewig: ERROR XX001: ");
  }

  @Test
  void aFolderThatIsNotFreeAndOneThatIsNoBackupAreErrors() {
    run("backup", "--data", at("garden"), at("monday"));
    assertThat(run("backup", "--data", at("garden"), at("monday"))).isEqualTo(ExitCode.ERROR);
    assertThat(err()).startsWith("ewig: ERROR 58P02: ");
    assertThat(run("restore", "--data", at("garden"), at("monday"))).isEqualTo(ExitCode.ERROR);
    assertThat(err()).startsWith("ewig: ERROR 58P02: ");
    assertThat(run("restore", "--data", at("copy"), at("garden"))).isEqualTo(ExitCode.ERROR);
    assertThat(err()).startsWith("ewig: ERROR 58P01: ");
    assertThat(run("backup", at("nothing"))).isEqualTo(ExitCode.ERROR);
    assertThat(run("backup", at("monday"), "--base", at("monday"))).isEqualTo(ExitCode.USAGE);
    assertThat(run("restore", "--data", at("copy"))).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void anEncryptedDatabaseIsBackedUpWithItsKeyAndRestoredWithout() {
    run("keys", "init", at("key"));
    run("sql", at("secret"), "--key-file", at("key"), "-e", "create table t (a int)");
    assertThat(run("backup", "--data", at("secret"), at("b"))).isEqualTo(ExitCode.ERROR);
    assertThat(err()).startsWith("ewig: ERROR 28000: ");
    assertThat(run("backup", "--data", at("secret"), at("b"), "--key-file", at("key"))).isZero();
    assertThat(run("restore", "--data", at("copy"), at("b"))).isZero();
    assertThat(run("verify", "--data", at("copy"), "--key-file", at("key"))).isZero();
  }
}
