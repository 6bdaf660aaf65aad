package io.ewig.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.jdbc.link.Stop;
import org.junit.jupiter.api.Test;

class ExecutionsTest {

  private final Executions executions = new Executions();

  @Test
  void whatRunsIsStoppedWithANumberOrWithout() {
    Stop numbered = executions.begin(1);
    Stop unnumbered = executions.begin();
    executions.stop();
    assertThat(numbered.isCalled()).isTrue();
    assertThat(unnumbered.isCalled()).isTrue();
  }

  @Test
  void whatBeginsWhenNobodyWaitsAnyMoreIsStopped() {
    executions.stop();
    assertThat(executions.begin(1).isCalled()).isTrue();
    assertThat(executions.begin().isCalled()).isTrue();
  }

  @Test
  void somebodyWaitsForTheNextRequest() {
    executions.stop();
    executions.awaited();
    assertThat(executions.begin(1).isCalled()).isFalse();
    assertThat(executions.begin().isCalled()).isFalse();
  }

  @Test
  void whatBeginsInASessionThatHasEndedIsStopped() {
    Stop before = executions.begin(1);
    executions.close();
    executions.awaited();
    assertThat(before.isCalled()).isTrue();
    assertThat(executions.begin(2).isCalled()).isTrue();
  }

  @Test
  void aCancelStopsWhatItIsAboutAlsoBeforeThatBegins() {
    Stop other = executions.begin(1);
    executions.cancel(2);
    assertThat(executions.begin(2).isCalled()).isTrue();
    executions.cancel(1);
    assertThat(other.isCalled()).isTrue();
    executions.end(1);
    assertThat(executions.begin(3).isCalled()).isFalse();
  }

  @Test
  void whatHasEndedIsNotStoppedAnyMore() {
    Stop over = executions.begin();
    executions.end(over);
    executions.stop();
    assertThat(over.isCalled()).isFalse();
  }
}
