package io.ewig.sqltests.logic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fast tier runs a few files, the long one all that are recorded. */
class LogicTest {

  private static final boolean IS_LONG = System.getProperty("ewig.tier", "fast").equals("long");

  static List<Share> shares() throws IOException {
    try (InputStream text = LogicTest.class.getResourceAsStream("/logic/shares.txt")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Share::parse)
          .filter(share -> IS_LONG || share.isFast())
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("shares")
  void noLessIsAnsweredRightThanIsRecorded(Share recorded) throws SQLException {
    Outcome outcome = new Outcome();
    new EwigExecutor().run(recorded.file(), outcome);
    System.out.println("sqllogictest " + recorded.file() + ": " + outcome);
    assertThat(outcome.ran()).as("how many there are").isEqualTo(recorded.ran());
    assertThat(outcome.passed()).as(outcome.toString()).isGreaterThanOrEqualTo(recorded.passed());
  }

  /**
   * What is recorded of a file: {@code fast 12 of 12 evidence/slt_lang_droptable.test}.
   *
   * @param isFast whether it runs in every build
   */
  record Share(boolean isFast, int passed, int ran, String file) {

    static Share parse(String line) {
      String[] words = line.split(" ");
      return new Share(
          words[0].equals("fast"),
          Integer.parseInt(words[1]),
          Integer.parseInt(words[3]),
          words[4]);
    }

    @Override
    public String toString() {
      return file;
    }
  }
}
