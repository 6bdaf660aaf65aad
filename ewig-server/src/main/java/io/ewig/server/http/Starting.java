package io.ewig.server.http;

import io.ewig.server.command.JsonObject;

/** What a server does with requests before it has a database: it says so. */
final class Starting {

  private static final String TEXT = "the server is starting; try again";

  private Starting() {}

  static Services services() {
    Doorkeeper nobody =
        caller -> new Doorkeeper.Refused(HttpAnswer.UNAVAILABLE, "STARTING", "57P03", TEXT);
    Calls none =
        (principal, body, watch) -> {
          throw new IllegalStateException("nobody is let in while the server is starting");
        };
    Paths paths = new Paths();
    paths.on("GET", Routes.HEALTH, (request, at) -> status("starting", HttpAnswer.UNAVAILABLE));
    paths.on(
        "GET",
        Routes.HEALTH + "/ready",
        (request, at) -> status("starting", HttpAnswer.UNAVAILABLE));
    paths.on("GET", Routes.HEALTH + "/live", (request, at) -> status("ok", HttpAnswer.OK));
    return new Services(nobody, none, paths, Traffic.UNSEEN);
  }

  private static HttpAnswer status(String status, int code) {
    return HttpAnswer.json(code, new JsonObject().put("status", status).toString());
  }
}
