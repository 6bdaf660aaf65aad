package io.ewig.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlowStatementsTest {

  @Test
  void noValueIsInTheLogHoweverItIsWritten() {
    assertThat(
            SlowStatements.shape("SELECT 'it''s' || E'it\\'s secret', $$it's$$, $a$ $$ $a$, 1.5e3"))
        .isEqualTo("SELECT ? || ?, ?, ?, ?");
    assertThat(SlowStatements.shape("SELECT 1 -- don't\n, 'secret' /* it's */ , 'secret'"))
        .isEqualTo("SELECT ? , ? , ?");
  }

  @Test
  void namesStayAsTheyAre() {
    assertThat(SlowStatements.shape("SELECT t1.\"it's $1\" FROM t1 WHERE a2 = 'x'"))
        .isEqualTo("SELECT t1.\"it's $1\" FROM t1 WHERE a2 = ?");
  }

  /** It is told when the statement has done its work: nothing may go wrong then. */
  @Test
  void textsOfAnyLengthAreLeftOut() {
    String longText = "a".repeat(100_000) + "''".repeat(100_000);
    assertThat(SlowStatements.shape("INSERT INTO t VALUES ('" + longText + "', 1)"))
        .isEqualTo("INSERT INTO t VALUES (?, ?)");
  }
}
