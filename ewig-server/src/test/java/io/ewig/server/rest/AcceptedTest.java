package io.ewig.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.server.rest.answer.Accepted;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of several forms of an answer is sent. */
class AcceptedTest {

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''|json",
        "*/*|json",
        "text/csv|csv",
        "TEXT/CSV|csv",
        "text/csv, */*|csv",
        "application/json, text/csv|json",
        "text/csv, application/json|csv",
        "text/csv;q=0, application/json|json",
        "text/csv;q=0|json",
        "text/csv;q=0, */*|json",
        "application/json;q=0, */*;q=0.1|csv",
        "text/csv;q=0.1, application/json;q=0.9|json",
        "text/csv; header=present; q=0.9, application/json;q=0.5|csv",
        "text/*;q=0.8, */*;q=0.5|csv",
        "text/csv;q=much|csv",
        "application/xml|json",
        "text/html,application/xhtml+xml,*/*;q=0.8|json",
        ", ,;,/|json"
      })
  void whatIsLikedBestIsSent(String accept, String sent) {
    List<String> offered = List.of("application/json", "text/csv");
    assertThat(new Accepted(accept).best(offered)).endsWith(sent);
  }
}
