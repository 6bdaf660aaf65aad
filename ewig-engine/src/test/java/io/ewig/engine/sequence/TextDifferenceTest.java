package io.ewig.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.event.Origin;
import io.ewig.engine.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextDifferenceTest {

  private static final Origin ROSE = new Origin(0, 1);

  private static String apply(String from, List<TextEdit> edits) {
    OperationLog log = new OperationLog();
    int[] start = log.edit(ROSE, new int[0], TextDifference.of("", from));
    return log.text(log.edit(ROSE, start, edits));
  }

  private static String random(Random random, int lengthMax) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(lengthMax); i > 0; i--) {
      text.appendCodePoint(
          "ab \n\uD83C\uDF39\uD83C\uDF3C".codePoints().toArray()[random.nextInt(6)]);
    }
    return text.toString();
  }

  @Test
  void editsMakeOneTextOfAnother() {
    Random random = new Random(3);
    for (int i = 0; i < 5_000; i++) {
      String from = random(random, 9);
      String to = random(random, 9);
      assertThat(apply(from, TextDifference.of(from, to))).isEqualTo(to);
    }
  }

  @Test
  void longTextsThatHaveLittleInCommonComeFromOneAnotherToo() {
    Random random = new Random(4);
    for (int i = 0; i < 3; i++) {
      String from = random(random, 4_000);
      String to = random(random, 4_000);
      assertThat(apply(from, TextDifference.of(from, to))).isEqualTo(to);
    }
  }

  @Test
  void asLittleAsPossibleComesAndGoes() {
    assertThat(TextDifference.of("a red rose", "a red rose")).isEmpty();
    assertThat(TextDifference.of("a rose", "a red rose"))
        .containsExactly(new TextEdit(2, 0, "red "));
    assertThat(TextDifference.of("a\nb\n", "a\nx\nb\n")).containsExactly(new TextEdit(2, 0, "x\n"));
    assertThat(TextDifference.of("a red rose", "a rose")).containsExactly(new TextEdit(2, 4, ""));
    assertThat(TextDifference.of("one rose, one lily", "two roses, one fern"))
        .containsExactly(
            new TextEdit(0, 3, "two"), new TextEdit(8, 0, "s"), new TextEdit(14, 4, "fern"));
  }

  @Test
  void aWordWrittenAnewKeepsNoLettersOfTheOldOne() {
    assertThat(TextDifference.of("a rose is", "an aster is"))
        .containsExactly(new TextEdit(1, 0, "n"), new TextEdit(2, 4, "aster"));
  }

  @Test
  void whereCharactersTakeTooLongLinesAreCompared() {
    String line = "a rose is a rose is a rose\n";
    String from = "first\n" + line.repeat(2_000) + "middle\n" + line.repeat(2_000) + "last";
    String to = "1st\n" + line.repeat(2_000) + "lily\n".repeat(90) + line.repeat(2_000) + "end";
    List<TextEdit> edits = TextDifference.of(from, to);
    assertThat(edits.stream().map(TextEdit::deleted).toList())
        .containsExactly("fir".length(), "middle".length(), "last".length());
    assertThat(apply(from, edits).equals(to)).isTrue();
  }

  /** Replicas of several versions have to make the same of a change. */
  @Test
  void whatItSaysOfTwoTextsNeverChanges() {
    Random random = new Random(5);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      all.append(TextDifference.of(random(random, 40), random(random, 40))).append('\n');
    }
    for (int i = 0; i < 3; i++) {
      all.append(TextDifference.of(random(random, 900), random(random, 900))).append('\n');
    }
    assertThat(Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8)).toString())
        .isEqualTo("da41790f9420251ca3dc13dc014f171065bd95def44a05160f3ad9d1bd472e36");
  }
}
