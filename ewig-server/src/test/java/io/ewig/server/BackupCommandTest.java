package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.server.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
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
  void anIncrementalOneWhoseBaseIsGoneSaysWhichOneItBuildsOn() throws IOException {
    run("backup", "--data", at("garden"), at("monday"));
    run("sql", at("garden"), "-e", "insert into plants values ('tulip', 3)");
    run("backup", "--data", at("garden"), at("tuesday"), "--base", at("monday"));
    Files.move(Path.of(at("monday")), Path.of(at("elsewhere")));
    assertThat(run("restore", "--data", at("copy"), at("tuesday"))).isOne();
    assertThat(err())
        .contains("58P01", at("monday") + " lacks the backup that " + at("tuesday"))
        .contains("put the one with id ");
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
    assertThat(run("restore", "--data", at("none"), at("monday"), "--to", "1999-01-01")).isZero();
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
    assertThat(run("backup", "--data", at("garden"), at("garden/monday"))).isEqualTo(1);
    assertThat(err()).contains("58P02").contains("lies within the database itself");
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

  private void serve() throws IOException {
    typing("secret-word-1\n", "user", "add", "--data", at("garden"), "ann");
    Files.createDirectories(Path.of(at("garden"), "databases"));
    run("sql", at("garden/databases/herbs"), "-e", "create table herbs (name varchar primary key)");
    Files.createDirectories(Path.of(at("garden"), "databases", ".dropped", "old-1"));
  }

  @Test
  void withADatabaseGoWhatItsServerHas() throws IOException {
    serve();
    assertThat(run("backup", "--data", at("garden"), at("monday"), "--verify")).isZero();
    assertThat(out()).contains("events  4", "with    server, ", "with    databases/herbs, ");
    assertThat(Files.getPosixFilePermissions(Path.of(at("monday"), "server")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));

    run("user", "list", "--data", at("garden"));
    typing("secret-word-2\n", "user", "add", "--data", at("garden"), "ben");
    String[] later = {
      "backup", "--data", at("garden"), at("tuesday"), "--base", at("monday"), "--json"
    };
    assertThat(run(later)).isZero();
    assertThat(out())
        .contains("\"parts\":[{\"part\":\"server\",", "{\"part\":\"databases/herbs\",");

    assertThat(run("restore", "--data", at("copy"), at("tuesday"), "--to", "2")).isZero();
    assertThat(out()).contains("with 3 events", "with    server", "with    databases/herbs");
    run("user", "list", "--data", at("copy"));
    assertThat(out()).isEqualTo("ann\t[admin]\nben\t[]\n");
    run("audit", "--data", at("copy"));
    assertThat(lines()).hasSize(2);
    assertThat(run("sql", at("copy/databases/herbs"), "-e", "select * from herbs")).isZero();
    assertThat(Files.getPosixFilePermissions(Path.of(at("copy"), "server")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Path.of(at("copy"), "databases", ".dropped")).doesNotExist();
  }

  @Test
  void itIsBackedUpAndRestoredAloneIfThatIsSaid() throws IOException {
    serve();
    run("backup", "--data", at("garden"), at("alone"), "--alone");
    assertThat(Path.of(at("alone"), "server")).doesNotExist();
    assertThat(Path.of(at("alone"), "databases")).doesNotExist();
    run("backup", "--data", at("garden"), at("monday"));
    assertThat(run("restore", "--data", at("copy"), at("monday"), "--alone")).isZero();
    assertThat(Path.of(at("copy"), "server")).doesNotExist();
    assertThat(rows("copy")).contains("rose,12");
  }

  @Test
  void damageInAPartIsDamageOfTheBackup() throws IOException {
    serve();
    run("backup", "--data", at("garden"), at("monday"));
    Path file;
    try (var files = Files.walk(Path.of(at("monday"), "server", "log", "sealed"))) {
      file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 9] ^= 1;
    Files.write(file, bytes);
    assertThat(run("backup", "--verify", at("monday"))).isEqualTo(ExitCode.DAMAGED);
    assertThat(out()).contains("found   ", "DAMAGED");
    assertThat(run("restore", "--data", at("copy"), at("monday"))).isEqualTo(ExitCode.DAMAGED);
    assertThat(Path.of(at("copy"), "ewig.json")).doesNotExist();
  }

  @Test
  void whatIsNotFinishedIsTakenUpAndNothingElseIsOverwritten() throws IOException {
    serve();
    run("backup", "--data", at("garden"), at("monday"));
    Files.delete(Path.of(at("monday"), "backup.json")); // as if killed before the end
    for (String made : new String[] {"log", "store", "ewig.json", "keys.ewk"}) {
      deleteAll(Path.of(at("monday"), made));
    }
    assertThat(run("backup", "--data", at("garden"), at("monday"), "--verify")).isZero();
    assertThat(run("backup", "--data", at("garden"), at("monday"))).isEqualTo(ExitCode.ERROR);

    typing("secret-word-3\n", "user", "add", "--data", at("other"), "eve");
    assertThat(run("restore", "--data", at("other"), at("monday"))).isEqualTo(ExitCode.ERROR);
    assertThat(err()).contains("is not empty");
    run("user", "list", "--data", at("other"));
    assertThat(out()).isEqualTo("eve\t[admin]\n");
  }

  private static void deleteAll(Path root) throws IOException {
    if (Files.exists(root)) {
      try (var all = Files.walk(root)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}
