package io.ewig.server.avatica;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ewig.jdbc.wire.Failure;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.session.LostSessionException;
import io.ewig.server.session.Sessions;
import io.ewig.server.user.Principal;
import io.ewig.server.word.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.apache.calcite.avatica.AvaticaSeverity;
import org.apache.calcite.avatica.remote.JsonService;
import org.apache.calcite.avatica.remote.ProtobufTranslationImpl;
import org.apache.calcite.avatica.remote.Service;

/** Answers messages in Avatica's words, in either of its two codings; any thread. */
final class AvaticaWords {

  private static final int OF_MISSING_CONNECTION =
      Service.ErrorResponse.MISSING_CONNECTION_ERROR_CODE;

  private final Sessions sessions;
  private final Refusal refusal;
  private final ProtobufTranslationImpl protobuf = new ProtobufTranslationImpl();

  AvaticaWords(Sessions sessions, Refusal refusal) {
    this.sessions = sessions;
    this.refusal = refusal;
  }

  HttpAnswer answerJson(Principal principal, byte[] message) {
    Service.Request request;
    try {
      request = JsonService.MAPPER.readValue(message, Service.Request.class);
    } catch (IOException e) {
      return notUnderstood();
    }
    Service.Response response = answer(principal, request);
    try {
      byte[] text =
          JsonService.MAPPER.writeValueAsString(response).getBytes(StandardCharsets.UTF_8);
      return new HttpAnswer(status(response), "application/json", text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer cannot be written as JSON", e);
    }
  }

  HttpAnswer answerProtobuf(Principal principal, byte[] message, String contentType) {
    Service.Request request;
    try {
      request = protobuf.parseRequest(message);
    } catch (IOException | RuntimeException e) {
      return notUnderstood();
    }
    Service.Response response = answer(principal, request);
    try {
      return new HttpAnswer(status(response), contentType, protobuf.serializeResponse(response));
    } catch (IOException e) {
      throw new IllegalStateException("an answer cannot be written as protobuf", e);
    }
  }

  private static HttpAnswer notUnderstood() {
    return HttpAnswer.text(HttpAnswer.BAD_REQUEST, "this is no message of Avatica's");
  }

  /** Its clients look for errors there. */
  private static int status(Service.Response response) {
    return response instanceof Service.ErrorResponse ? HttpAnswer.FAILED : HttpAnswer.OK;
  }

  private Service.Response answer(Principal principal, Service.Request request) {
    try {
      return new AvaticaService(sessions, principal).answer(request);
    } catch (LostSessionException e) {
      return error(new Failure("08003", OF_MISSING_CONNECTION, String.valueOf(e.getMessage())));
    } catch (SQLException e) {
      return error(refusal.of(e));
    } catch (RuntimeException e) {
      return error(refusal.of(e));
    }
  }

  private static Service.Response error(Failure failure) {
    return new Service.ErrorResponse(
        List.of(),
        failure.text(),
        failure.number(),
        failure.state(),
        AvaticaSeverity.ERROR,
        AvaticaService.SERVER);
  }
}
