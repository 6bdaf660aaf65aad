package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Values on a command line that make no sense: each is refused by name, before anything is done.
 */
class WrongValuesTest extends CommandLineCase {

  private int runLine(String line) {
    String[] words = line.replace("GARDEN", at("garden")).split(" ");
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].equals("NOTHING") ? "" : words[i];
    }
    return run(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          log --data GARDEN --limit -1              | a --limit is 0 or more, not -1
          export --data GARDEN --from -1            | a --from is 0 or more, not -1
          export --data GARDEN --to -1              | a --to is 0 or more, not -1
          server --data GARDEN --port -1            | a --port is 0 to 65535, not -1
          server --data GARDEN --port 65536         | a --port is 0 to 65535, not 65536
          server --data GARDEN --origin garden      | 'garden' is no --origin; write scheme://host[:port]
          server --data GARDEN --origin http://a/b  | 'http://a/b' is no --origin
          server --data GARDEN --log-size 0         | a --log-size is 1 or more, not 0
          server --data GARDEN --log-count -1       | a --log-count is 0 or more, not -1
          server --data GARDEN --slow -5            | a --slow is 0 or more, not -5
          server --data GARDEN --user-sessions -1   | a --user-sessions is 0 or more, not -1
          server --data GARDEN --user-statements -1 | a --user-statements is 0 or more, not -1
          server --data GARDEN --user-requests -1   | a --user-requests is 0 or more, not -1
          import --data GARDEN --table t --delimiter ,, | ',,' is not one character
          import --data GARDEN --table t --delimiter "  | '"' is not one character
          keys init NOTHING                         | a file or folder has a name
          log --data NOTHING                        | a file or folder has a name
          """)
  void whatMakesNoSenseIsAWrongCommandLine(String line, String said) {
    plantGarden();

    assertThat(runLine(line)).isEqualTo(2);
    assertThat(err()).contains(said).contains("--help");
    assertThat(out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          at --data GARDEN --world table://public/plants | 22023: table://public/plants holds a table
          server --data GARDEN --bind no.invalid         | 58030: there is no host of that name: no.invalid
          sql GARDEN -f GARDEN                           | Is a directory
          keys init GARDEN/none/a.key                    | 22023: there is no folder
          """)
  void whatIsNotThereOrOfAnotherKindIsSaidByName(String line, String said) {
    plantGarden();

    assertThat(runLine(line)).isEqualTo(1);
    assertThat(err()).startsWith("ewig: ERROR ").contains(said).doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource({"user list", "token list", "audit"})
  void aFolderOfSomethingElseIsNoServerWithoutUsers(String command) throws IOException {
    Files.createDirectory(temporary.resolve("photos"));

    assertThat(runLine(command + " --data " + at("photos"))).isEqualTo(1);
    assertThat(err()).contains("08001").contains("photos holds no database");
  }

  @Test
  void aKeyIsNotExchangedForItself() throws IOException {
    run("keys", "init", at("a.key"));
    run("sql", at("secret"), "--key-file", at("a.key"), "-e", "SELECT 1");
    Files.copy(temporary.resolve("a.key"), temporary.resolve("b.key"));

    for (String same : new String[] {"a.key", "b.key"}) {
      assertThat(
              run(
                  "keys",
                  "rotate",
                  "--data",
                  at("secret"),
                  "--key-file",
                  at("a.key"),
                  "--new-key-file",
                  at(same)))
          .isEqualTo(1);
      assertThat(err()).contains("22023").contains("holds the key that is used already");
    }
  }
}
