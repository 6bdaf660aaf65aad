package io.ewig.calcite.expression.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import io.ewig.calcite.execution.Cancellation;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.TemporaryFolder;
import io.ewig.calcite.operator.Runs;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import org.junit.jupiter.api.Test;

class WatchedTextTest {

  private static final Pattern NOWHERE = Pattern.compile("(a+)+b");

  private final Cancellation cancellation = new Cancellation();
  private final Execution execution = Runs.execution(1 << 20, TemporaryFolder.none(), cancellation);

  @Test
  void aSearchThroughALongTextStopsWithItsStatement() {
    CharSequence text = WatchedText.of("a".repeat(1_000_000), execution);
    assertThat(NOWHERE.matcher(text).find()).isFalse();
    cancellation.cancel();
    assertThatThrownBy(() -> NOWHERE.matcher(text).find())
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
  }

  @Test
  void aShortTextIsItself() {
    String text = "a".repeat(1_000);
    assertThat(WatchedText.of(text, execution)).isSameAs(text);
  }

  @Test
  void whatIsFoundIsAPartOfTheText() {
    String text = "a".repeat(100_000) + "b" + "\uD83C\uDF39";
    CharSequence watched = WatchedText.of(text, execution);
    assertThat(watched).hasToString(text).hasSameSizeAs(text);
    var matcher = Pattern.compile("b.$").matcher(watched);
    assertThat(matcher.find()).isTrue();
    assertThat(matcher.group()).isEqualTo("b\uD83C\uDF39");
    assertThat(watched.subSequence(99_999, 100_001)).isEqualTo("ab");
  }
}
