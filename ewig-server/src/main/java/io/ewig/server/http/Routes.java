package io.ewig.server.http;

import io.ewig.server.socket.Room;
import io.ewig.server.socket.Sockets;
import io.ewig.server.socket.Upgrades;
import io.ewig.server.stream.FirstWatch;
import io.ewig.server.stream.Streams;
import io.ewig.server.stream.Watch;
import io.ewig.server.user.Principal;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Which request is for whom: {@code POST /} is a call, every other path a resource. A request is
 * read when there is room for it, and then done by one thread.
 */
final class Routes extends Handler.Abstract {

  static final String REQUEST_ID = "X-Request-Id";

  /** Why a call is refused, as its client is to tell it. */
  static final String SQL_STATE = "X-Sqlstate";

  /** Answered to the end. */
  static final String HEALTH = "/health";

  /** Whoever watches over the server asks them, and has no password; they tell nothing else. */
  private static final Set<String> OPEN_TO_ALL =
      Set.of(HEALTH, HEALTH + "/live", HEALTH + "/ready");

  /** What lines of the log have the request's id under. */
  static final String LOGGED_ID = "request";

  private volatile Services services;
  private final HttpLimits limits;
  private final Upgrades upgrades;
  private final Streams streams;
  private final Room room;
  private final RequestIds ids = new RequestIds(new SecureRandom());
  private final Requests requests = new Requests();

  Routes(Services services, HttpLimits limits, Room room, Upgrades upgrades, Streams streams) {
    this.services = services;
    this.limits = limits;
    this.upgrades = upgrades;
    this.streams = streams;
    this.room = room;
  }

  /** Does something else with requests from now on. */
  void serve(Services others) {
    services = others;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String id = ids.of(request.getHeaders().get(REQUEST_ID));
    response.getHeaders().put(REQUEST_ID, id);
    String path = Objects.requireNonNullElse(request.getHttpURI().getPath(), "/");
    admit(new Exchange(request, response, callback, id, path, Principal.ANYBODY));
    return true;
  }

  /** How the server is may be asked by all, and everything else by those who are let in. */
  private void admit(Exchange exchange) {
    HttpAnswer refusal = refusal(exchange);
    if (refusal != null) {
      send(refusal, exchange);
    } else if (OPEN_TO_ALL.contains(exchange.path())) {
      readBody(exchange);
    } else {
      Doorkeeper.Entry entry = services.doorkeeper().admit(caller(exchange));
      if (entry instanceof Doorkeeper.Admitted admitted) {
        letUnlessMisled(exchange.of(admitted.principal()));
      } else {
        Doorkeeper.Refused refused = (Doorkeeper.Refused) entry;
        send(
            exchange.refusal(refused.status(), refused.code(), refused.sqlState(), refused.text()),
            exchange);
      }
    }
  }

  /** Who proved nothing may be a page that has a stranger's name lead here. */
  private void letUnlessMisled(Exchange exchange) {
    String host = Objects.requireNonNullElse(Request.getServerName(exchange.request()), "");
    if (exchange.principal().isUser() || HostNames.isOurs(host, upgrades.origins())) {
      let(exchange);
      return;
    }
    String text =
        "a server without users is not asked under the name "
            + host
            + ", which anybody's page might have lead here; name it by its address or localhost,"
            + " start it with --origin and that name, or add users";
    send(exchange.refusal(HttpAnswer.MISDIRECTED, "UNKNOWN_HOST", "42501", text), exchange);
  }

  private void let(Exchange exchange) {
    if (!Upgrades.isWanted(exchange.request())) {
      readBody(exchange);
      return;
    }
    String query = Objects.requireNonNullElse(exchange.request().getHttpURI().getQuery(), "");
    try {
      Sockets.Visit visit =
          new Sockets.Visit(
              exchange.principal(),
              HttpRequest.path(exchange.path()),
              HttpRequest.parametersOf(query));
      upgrades.upgrade(visit, exchange.request(), exchange.response(), exchange.callback());
    } catch (MalformedRequestException e) {
      send(malformed(exchange, e), exchange);
    }
  }

  private static Doorkeeper.Caller caller(Exchange exchange) {
    Request request = exchange.request();
    return new Doorkeeper.Caller(
        Request.getRemoteAddr(request),
        Upgrades.authorization(request),
        Tls.certificate(request),
        exchange.id());
  }

  private @Nullable HttpAnswer refusal(Exchange exchange) {
    Request request = exchange.request();
    if (request.getHeaders().contains(HttpHeader.ORIGIN) && !upgrades.isOfKnownPage(request)) {
      String text = "a page in a browser may not call a database";
      return exchange.refusal(HttpAnswer.FORBIDDEN, "FORBIDDEN", "42501", text);
    }
    if (exchange.isCall() && !request.getMethod().equals("POST")) {
      String text = "drivers POST here; what else there is, is described at /v1/openapi.json";
      return HttpAnswer.text(HttpAnswer.METHOD_NOT_ALLOWED, text).with("Allow", "POST");
    }
    if (request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
      String text = "a request has to say its length";
      return exchange.refusal(HttpAnswer.LENGTH_REQUIRED, "LENGTH_REQUIRED", "08P01", text);
    }
    String coding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    if (coding != null && !coding.equalsIgnoreCase("identity")) {
      String text = "a body is sent as it is, not as " + coding;
      return exchange.refusal(HttpAnswer.UNKNOWN_FORM, "UNKNOWN_CODING", "0A000", text);
    }
    long length = request.getLength();
    if (length > limits.bodyBytesMax()) {
      String text = "a request has " + limits.bodyBytesMax() + " bytes at most, not " + length;
      return exchange.refusal(HttpAnswer.TOO_LARGE, "REQUEST_TOO_LARGE", "54000", text);
    }
    return null;
  }

  private void readBody(Exchange exchange) {
    long length = Math.max(0, exchange.request().getLength());
    if (!room.take(length)) {
      String text = "the server has no memory for more requests now; try again";
      send(exchange.refusal(HttpAnswer.UNAVAILABLE, "NO_MEMORY", "53200", text), exchange);
      return;
    }
    Exchange last = exchange.then(() -> room.give(length));
    exchange.endPoint().setIdleTimeout(limits.silence().toMillis());
    Content.Source.asByteArrayAsync(
        exchange.request(),
        (int) length,
        Promise.Invocable.from(
            Invocable.InvocationType.BLOCKING, body -> work(body, last), last.callback()::failed));
  }

  private void work(byte[] body, Exchange exchange) {
    if (!requests.begin()) {
      String text = "the server is being stopped";
      send(
          OPEN_TO_ALL.contains(exchange.path())
              ? answer(body, exchange, Watch.NONE)
              : exchange.refusal(HttpAnswer.UNAVAILABLE, "STOPPING", "57P01", text),
          exchange);
      return;
    }
    exchange.endPoint().setIdleTimeout(0); // a statement may run for long
    MDC.put(LOGGED_ID, exchange.id());
    try {
      long start = System.nanoTime();
      if (exchange.isCall() && Streams.isWanted(exchange.request())) {
        beginStream(body, exchange, start);
        return;
      }
      HttpAnswer answer = answer(body, exchange, Watch.NONE);
      Reply reply = new Reply(exchange.response(), exchange.endPoint(), limits.silence());
      Callback end = Callback.from(exchange.callback(), requests::end);
      boolean goesOn = answer.body() instanceof HttpBody.Fed; // with timeouts of its own
      if (goesOn) {
        end = Callback.from(end, () -> rest(exchange));
      }
      reply.send(answer, observed(end, exchange, body.length, answer, reply, start));
      if (!goesOn) {
        rest(exchange);
      }
    } finally {
      MDC.remove(LOGGED_ID);
    }
  }

  /** Until the next request comes. */
  private void rest(Exchange exchange) {
    exchange.endPoint().setIdleTimeout(limits.rest().toMillis());
  }

  /** What follows on the connection is asked for and answered in frames. */
  private void beginStream(byte[] body, Exchange exchange, long start) {
    FirstWatch watch = new FirstWatch();
    HttpAnswer answer = answer(body, exchange, watch);
    CallDesk desk =
        new CallDesk(caller(exchange), new CallDesk.Rules(services, limits, room, requests, ids));
    Callback end =
        Callback.from(
            exchange.callback(),
            () -> {
              requests.end();
              desk.observe(exchange.id(), body.length, answer, System.nanoTime() - start, true);
            });
    streams.open(
        exchange.request(), exchange.response(), end, CallDesk.framed(answer), desk, watch);
  }

  private Callback observed(
      Callback end, Exchange exchange, int bytes, HttpAnswer answer, Reply reply, long start) {
    String route = exchange.isCall() ? "/" : services.paths().patternOf(pathOf(exchange));
    var asked = new Traffic.Asked(exchange.id(), exchange.request().getMethod(), route, bytes);
    return new Callback() {
      @Override
      public void succeeded() {
        ended(true);
        end.succeeded();
      }

      @Override
      public void failed(Throwable cause) {
        ended(false);
        end.failed(cause);
      }

      private void ended(boolean isWhole) {
        long nanos = System.nanoTime() - start;
        services
            .traffic()
            .answered(asked, new Traffic.Answered(answer.status(), reply.bytes(), nanos, isWhole));
      }
    };
  }

  private static List<String> pathOf(Exchange exchange) {
    try {
      return HttpRequest.path(exchange.path());
    } catch (MalformedRequestException e) {
      return List.of();
    }
  }

  /** Begins no more requests, and waits for those under way, but not for ever. */
  void finish() {
    requests.finish(limits.stop());
  }

  /** Likewise, when all of them have been stopped. */
  void finishSoon() {
    requests.finish(HttpLimits.LAST_ANSWERS);
  }

  private HttpAnswer answer(byte[] body, Exchange exchange, Watch watch) {
    try {
      return exchange.isCall()
          ? services.calls().answer(exchange.principal(), body, watch).await()
          : services.paths().answer(resource(body, exchange));
    } catch (MalformedRequestException e) {
      return malformed(exchange, e);
    } catch (RuntimeException | Error e) {
      return refusal(Mishap.of(e), exchange);
    }
  }

  private static HttpAnswer refusal(Mishap mishap, Exchange exchange) {
    return exchange.refusal(Mishap.STATUS, mishap.code(), mishap.sqlState(), mishap.text());
  }

  private static HttpAnswer malformed(Exchange exchange, MalformedRequestException e) {
    String text = String.valueOf(e.getMessage());
    return exchange.refusal(HttpAnswer.BAD_REQUEST, "MALFORMED_PATH", "22021", text);
  }

  private static HttpRequest resource(byte[] body, Exchange exchange) {
    Map<String, String> headers = new HashMap<>();
    for (HttpField field : exchange.request().getHeaders()) {
      if (field.getHeader() == HttpHeader.AUTHORIZATION) {
        continue; // what proves who somebody is goes no further than the doorkeeper
      }
      String value = Objects.requireNonNullElse(field.getValue(), "");
      headers.merge(field.getName().toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b);
    }
    String query = Objects.requireNonNullElse(exchange.request().getHttpURI().getQuery(), "");
    return new HttpRequest(
        exchange.id(),
        exchange.principal(),
        exchange.request().getMethod(),
        HttpRequest.path(exchange.path()),
        HttpRequest.parametersOf(query),
        headers,
        body,
        Watch.NONE);
  }

  private void send(HttpAnswer answer, Exchange exchange) {
    new Reply(exchange.response(), exchange.endPoint(), limits.silence())
        .send(answer, exchange.callback());
  }
}
