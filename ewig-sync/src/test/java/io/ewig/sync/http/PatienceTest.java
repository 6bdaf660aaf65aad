package io.ewig.sync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

  private final Patience patience = Patience.growing();

  @Test
  void itGrowsEachTimeThatItRunsOutUpToALimit() {
    assertThat(patience.forBody(100)).isEqualTo(Duration.ofSeconds(5));
    patience.ranOut();
    assertThat(patience.forBody(100)).isEqualTo(Duration.ofSeconds(10));
    for (int i = 0; i < 100; i++) {
      patience.ranOut();
    }
    assertThat(patience.forBody(100)).isEqualTo(Patience.MOST);
  }

  @Test
  void itShrinksWithAnswers() {
    patience.ranOut();
    patience.ranOut();
    patience.answered();
    assertThat(patience.forBody(0)).isEqualTo(Duration.ofSeconds(10));
    patience.answered();
    patience.answered();
    assertThat(patience.forBody(0)).isEqualTo(Patience.LEAST);
  }

  @Test
  void whoAsksOnceHasAllOfIt() {
    Patience full = Patience.full();
    full.answered();
    full.ranOut();
    assertThat(full.forBody(0)).isEqualTo(Patience.MOST);
  }

  @Test
  void whatIsLongHasLonger() {
    assertThat(patience.forBody(8 << 20)).isEqualTo(Patience.LEAST.plusSeconds(256));
  }
}
