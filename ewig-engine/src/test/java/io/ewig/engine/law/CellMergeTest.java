package io.ewig.engine.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CellMergeTest {

  private static final int ROUNDS = 20_000;

  private static Column column(Type type, MergeLaw law) {
    return new Column(1, "petals", type, true, Default.none(), null, law, "");
  }

  private static Type typeOf(MergeLaw law) {
    return switch (law) {
      case SET -> Type.array(Type.INTEGER);
      case TEXT -> Type.VARCHAR;
      default -> Type.INTEGER;
    };
  }

  private static Object merge(MergeLaw law, Object base, Object ours, Object theirs) {
    return merge(law, typeOf(law), base, ours, theirs);
  }

  private static Object merge(MergeLaw law, Type type, Object base, Object ours, Object theirs) {
    boolean isLater = String.valueOf(ours).compareTo(String.valueOf(theirs)) < 0;
    Ruling ruling = CellMerge.of(column(type, law), base, ours, theirs, () -> isLater);
    return ruling instanceof Ruling.Settled settled ? settled.value() : Ruling.CONFLICT;
  }

  private static Object random(MergeLaw law, Random random) {
    if (random.nextInt(8) == 0) {
      return null;
    }
    return switch (law) {
      case SET -> {
        List<Object> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          elements.add(random.nextInt(5));
        }
        yield elements;
      }
      case TEXT -> {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
          text.appendCodePoint("ab\n\uD83C\uDF39".codePoints().toArray()[random.nextInt(4)]);
        }
        yield text.toString();
      }
      default -> random.nextInt(4);
    };
  }

  @ParameterizedTest
  @EnumSource
  void whatOneSideLeftAloneIsWhatTheOtherMadeOfIt(MergeLaw law) {
    Random random = new Random(law.code());
    for (int i = 0; i < ROUNDS; i++) {
      Object base = random(law, random);
      Object changed = random(law, random);
      assertThat(merge(law, base, base, changed)).isEqualTo(changed);
      assertThat(merge(law, base, changed, base)).isEqualTo(changed);
      if (law != MergeLaw.COUNTER) { // two counts are not the same count
        assertThat(merge(law, base, changed, changed)).isEqualTo(changed);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = MergeLaw.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"OURS", "THEIRS"})
  void itDoesNotMatterWhoMerges(MergeLaw law) {
    Random random = new Random(law.code());
    for (int i = 0; i < ROUNDS; i++) {
      Object base = random(law, random);
      Object one = random(law, random);
      Object other = random(law, random);
      assertThat(merge(law, base, one, other)).isEqualTo(merge(law, base, other, one));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = MergeLaw.class,
      names = {"LWW", "MAX", "MIN", "COUNTER"})
  void itDoesNotMatterInWhichOrderThreeAreMerged(MergeLaw law) {
    Random random = new Random(law.code());
    for (int i = 0; i < ROUNDS; i++) {
      Object base = 9; // all three have changed it
      Object a = random.nextInt(4);
      Object b = random.nextInt(4);
      Object c = random.nextInt(4);
      boolean isLaw = law != MergeLaw.COUNTER || (a != b && b != c && a != c);
      if (isLaw && !merge(law, base, a, b).equals(base) && !merge(law, base, b, c).equals(base)) {
        assertThat(merge(law, base, merge(law, base, a, b), c))
            .isEqualTo(merge(law, base, a, merge(law, base, b, c)));
      }
    }
  }

  @Test
  void countersAddUp() {
    assertThat(merge(MergeLaw.COUNTER, 10, 13, 8)).isEqualTo(11);
    assertThat(merge(MergeLaw.COUNTER, null, 3, 4)).isEqualTo(7);
    assertThat(merge(MergeLaw.COUNTER, 5, null, 7)).isEqualTo(2);
    assertThat(
            merge(
                MergeLaw.COUNTER,
                Type.parse("decimal(5,2)"),
                Type.parse("decimal(5,2)").accept("1.50"),
                Type.parse("decimal(5,2)").accept("2.00"),
                Type.parse("decimal(5,2)").accept("1.00")))
        .isEqualTo(Type.parse("decimal(5,2)").accept("1.50"));
    assertThat(merge(MergeLaw.COUNTER, Type.DOUBLE, 0.1, 0.3, 0.2)).isEqualTo(0.4);
  }

  @Test
  void aCounterThatDoesNotFitIsAConflict() {
    assertThat(merge(MergeLaw.COUNTER, 0, Integer.MAX_VALUE, 1)).isEqualTo(Ruling.CONFLICT);
    assertThat(merge(MergeLaw.COUNTER, Type.DOUBLE, 0.0, Double.NaN, 1.0))
        .isEqualTo(Ruling.CONFLICT);
  }

  @Test
  void setsKeepWhatNobodyRemovedAndGetWhatAnybodyAdded() {
    assertThat(merge(MergeLaw.SET, List.of(1, 2, 3), List.of(3, 2, 5), List.of(1, 2, 4)))
        .isEqualTo(List.of(2, 4, 5));
    assertThat(merge(MergeLaw.SET, null, List.of(2), List.of(1))).isEqualTo(List.of(1, 2));
  }

  @Test
  void theEditsOfBothSidesAreMade() {
    assertThat(merge(MergeLaw.TEXT, "a red rose", "a dark red rose", "a red rose, and an aster"))
        .isEqualTo("a dark red rose, and an aster");
    assertThat(merge(MergeLaw.TEXT, "rose", "rosa", "Rose")).isEqualTo("Rosa");
    assertThat(merge(MergeLaw.TEXT, "rose", "roses", "roset")).isEqualTo("rosest");
    assertThat(merge(MergeLaw.TEXT, null, "one", "other")).isEqualTo("oneother");
    assertThat(merge(MergeLaw.TEXT, "a rose", "a lily", "an aster")).isEqualTo("an lilyaster");
    assertThat(merge(MergeLaw.TEXT, "a rose", "", "a red rose")).isEqualTo("red ");
  }

  @Test
  void whatBothSidesDidAlikeIsDoneOnce() {
    assertThat(merge(MergeLaw.TEXT, "red rose", "dark red rose", "dark red roses"))
        .isEqualTo("dark red roses");
    assertThat(merge(MergeLaw.TEXT, "one two three", "one TWO three four", "ONE TWO three"))
        .isEqualTo("ONE TWO three four");
  }

  @Test
  void aTextThatDoesNotFitIsAConflict() {
    Type four = Type.parse("varchar(4)");
    assertThat(merge(MergeLaw.TEXT, four, "ab", "abcd", "xyab")).isEqualTo(Ruling.CONFLICT);
    assertThat(merge(MergeLaw.TEXT, four, "ab", "abc", "xab")).isEqualTo("xabc");
  }

  @Test
  void longTextsAreMergedByLines() {
    String line = "a rose is a rose is a rose\n";
    String base = line.repeat(200) + "middle\n" + line.repeat(200);
    String ours = "first\n" + base;
    String theirs = base + "last\n";
    assertThat(merge(MergeLaw.TEXT, base, ours, theirs)).isEqualTo("first\n" + base + "last\n");
    assertThat(merge(MergeLaw.TEXT, base, base.replace("middle", "MIDDLE"), theirs))
        .isEqualTo(base.replace("middle", "MIDDLE") + "last\n");
  }

  @Test
  void theExtremesLeaveNullsAside() {
    assertThat(merge(MergeLaw.MAX, 3, null, 1)).isEqualTo(1);
    assertThat(merge(MergeLaw.MIN, 3, 7, 9)).isEqualTo(7);
    assertThat(merge(MergeLaw.FAIL, 3, 7, 9)).isEqualTo(Ruling.CONFLICT);
    assertThat(merge(MergeLaw.OURS, 3, 7, 9)).isEqualTo(7);
    assertThat(merge(MergeLaw.THEIRS, 3, 7, 9)).isEqualTo(9);
  }
}
