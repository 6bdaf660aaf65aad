package io.ewig.server.rest.answer;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.jdbc.wire.Failure;
import io.ewig.server.command.JsonObject;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.word.Refusal;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * What went wrong, as REST says it; of defects, damage and disks only that there is one.
 *
 * @param status of HTTP
 * @param code the name of the error's number, or of its kind
 */
public record Problem(int status, String code, String sqlState, String message) {

  private static final Refusal REFUSAL = new Refusal();

  public static Problem of(SQLException e) {
    Failure failure = REFUSAL.of(e);
    return new Problem(
        Statuses.of(failure.state(), failure.number()),
        code(failure.number(), failure.state()),
        failure.state(),
        failure.text());
  }

  public static Problem of(EwigException e) {
    ErrorCode code = e.code();
    String message = String.valueOf(e.getMessage());
    return of(new SQLException(message, code.sqlState(), code.number(), e));
  }

  public static Problem of(Refused e) {
    return new Problem(e.status(), e.code(), e.sqlState(), String.valueOf(e.getMessage()));
  }

  private static String code(int number, String state) {
    return Arrays.stream(ErrorCode.values())
        .filter(code -> code.number() == number)
        .map(ErrorCode::name)
        .findFirst()
        .orElse("SQLSTATE_" + state);
  }

  public HttpAnswer answer(String requestId) {
    return HttpAnswer.error(status, code, sqlState, message, requestId);
  }

  /** For an answer that was begun before it went wrong. */
  public JsonObject document(String requestId) {
    return HttpAnswer.problem(code, sqlState, message, requestId);
  }
}
