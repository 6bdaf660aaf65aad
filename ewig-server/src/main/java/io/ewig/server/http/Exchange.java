package io.ewig.server.http;

import io.ewig.server.user.Principal;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A request on its way. */
record Exchange(
    Request request,
    Response response,
    Callback callback,
    String id,
    String path,
    Principal principal) {

  boolean isCall() {
    return path.equals("/");
  }

  Exchange of(Principal known) {
    return new Exchange(request, response, callback, id, path, known);
  }

  EndPoint endPoint() {
    return request.getConnectionMetaData().getConnection().getEndPoint();
  }

  /** A call's client reads a line of text. */
  HttpAnswer refusal(int status, String code, String sqlState, String text) {
    return isCall()
        ? HttpAnswer.text(status, text).with(Routes.SQL_STATE, sqlState)
        : HttpAnswer.error(status, code, sqlState, text, id);
  }

  Exchange then(Runnable last) {
    return new Exchange(request, response, Callback.from(callback, last), id, path, principal);
  }
}
