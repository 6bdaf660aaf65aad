package io.ewig.server.http;

import io.ewig.server.user.Principal;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which request is for whom: {@code POST /} is a call, {@code GET /health} asks how the server is.
 */
final class Routes extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

  /** A password or a token, which stands for one. */
  private static final String CHALLENGE = "Basic realm=\"ewig\", charset=\"UTF-8\"";

  private final Doorkeeper doorkeeper;
  private final Calls calls;
  private final HttpLimits limits;
  private final Room room;
  private final Requests requests = new Requests();

  Routes(Doorkeeper doorkeeper, Calls calls, HttpLimits limits) {
    this.doorkeeper = doorkeeper;
    this.calls = calls;
    this.limits = limits;
    this.room = new Room(limits.bodiesBytesMax());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    if (request.getHeaders().contains(HttpHeader.ORIGIN)) {
      String text = "a page in a browser may not call a database";
      send(HttpAnswer.text(HttpAnswer.FORBIDDEN, text), response, callback);
    } else if (path.equals("/health")) {
      boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
      send(reads ? calls.health() : notAllowed("GET"), response, callback);
    } else {
      admit(path, request, response, callback);
    }
    return true;
  }

  /** All but {@code /health} is for those who are let in. */
  private void admit(String path, Request request, Response response, Callback callback) {
    Doorkeeper.Entry entry = doorkeeper.admit(caller(request));
    if (entry instanceof Doorkeeper.Admitted admitted) {
      route(path, admitted.principal(), request, response, callback);
    } else {
      send(((Doorkeeper.Refused) entry).answer(), response, callback);
    }
  }

  private static Doorkeeper.Caller caller(Request request) {
    return new Doorkeeper.Caller(
        Request.getRemoteAddr(request), request.getHeaders().get(HttpHeader.AUTHORIZATION), null);
  }

  private void route(
      String path, Principal principal, Request request, Response response, Callback callback) {
    if (!path.equals("/")) {
      send(HttpAnswer.text(HttpAnswer.NOT_FOUND, "there is no such path"), response, callback);
    } else if (!request.getMethod().equals("POST")) {
      send(notAllowed("POST"), response, callback);
    } else {
      call(principal, request, response, callback);
    }
  }

  private static HttpAnswer notAllowed(String method) {
    return HttpAnswer.text(HttpAnswer.METHOD_NOT_ALLOWED, "the method here is " + method);
  }

  private void call(Principal principal, Request request, Response response, Callback callback) {
    long length = request.getLength();
    if (length < 0) {
      String text = "a request has to say its length";
      send(HttpAnswer.text(HttpAnswer.LENGTH_REQUIRED, text), response, callback);
      return;
    }
    if (length > limits.bodyBytesMax()) {
      String text = "a request has " + limits.bodyBytesMax() + " bytes at most, not " + length;
      send(HttpAnswer.text(HttpAnswer.TOO_LARGE, text), response, callback);
      return;
    }
    if (!room.take(length)) {
      String text = "the server has no memory for more requests now; try again";
      send(HttpAnswer.text(HttpAnswer.UNAVAILABLE, text), response, callback);
      return;
    }
    Callback last = Callback.from(callback, () -> room.give(length));
    endPoint(request).setIdleTimeout(limits.silence().toMillis());
    Content.Source.asByteArrayAsync(
        request,
        (int) length,
        Promise.Invocable.from(
            Invocable.InvocationType.BLOCKING,
            body -> read(body, principal, request, response, last),
            last::failed));
  }

  private static EndPoint endPoint(Request request) {
    return request.getConnectionMetaData().getConnection().getEndPoint();
  }

  private void read(
      byte[] body, Principal principal, Request request, Response response, Callback callback) {
    if (!requests.begin()) {
      String text = "the server is being stopped";
      send(HttpAnswer.text(HttpAnswer.UNAVAILABLE, text), response, callback);
      return;
    }
    endPoint(request).setIdleTimeout(0); // a statement may run for long
    Callback last = Callback.from(callback, requests::end);
    send(answer(principal, body), response, last);
    endPoint(request).setIdleTimeout(limits.rest().toMillis());
  }

  /** Begins no more calls, and waits for those under way, but not for ever. */
  void finish() {
    requests.finish(limits.stop());
  }

  private HttpAnswer answer(Principal principal, byte[] body) {
    try {
      return calls.answer(principal, body);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("a call failed", e);
      return HttpAnswer.text(HttpAnswer.FAILED, "the server could not do it; its log says why");
    } catch (OutOfMemoryError e) {
      LOG.error("no memory for a call", e);
      return HttpAnswer.text(HttpAnswer.UNAVAILABLE, "the server has no memory left");
    }
  }

  private static void send(HttpAnswer answer, Response response, @Nullable Callback callback) {
    response.setStatus(answer.status());
    if (answer.status() == HttpAnswer.UNAUTHORIZED) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, CHALLENGE);
    }
    response.getHeaders().put(new HttpField(HttpHeader.CONTENT_TYPE, answer.contentType()));
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
  }
}
