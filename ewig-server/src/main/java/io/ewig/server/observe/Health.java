package io.ewig.server.observe;

import io.ewig.engine.Ewig;
import io.ewig.server.command.JsonObject;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.http.Paths;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * How the server is: {@code GET /health} for people, {@code /health/live} and {@code /health/ready}
 * for whoever restarts a server that hangs, or sends clients to one that answers. Any thread.
 */
final class Health {

  private final Ewig engine;
  private final IntSupplier sessions;
  private final Supplier<Optional<String>> distrust;
  private volatile boolean isStopping;

  /**
   * @param distrust why clients do not trust that it is the server that it says it is
   */
  Health(Ewig engine, IntSupplier sessions, Supplier<Optional<String>> distrust) {
    this.engine = engine;
    this.sessions = sessions;
    this.distrust = distrust;
  }

  void addTo(Paths paths) {
    paths.on("GET", "/health", (request, at) -> answer());
    paths.on("GET", "/health/ready", (request, at) -> answer());
    paths.on("GET", "/health/live", (request, at) -> HttpAnswer.json(HttpAnswer.OK, alive()));
  }

  /** From now on clients are to go elsewhere. */
  void stopping() {
    isStopping = true;
  }

  private static String alive() {
    return new JsonObject().put("status", "ok").toString();
  }

  private HttpAnswer answer() {
    JsonObject said = new JsonObject();
    if (isStopping) {
      said.put("status", "stopping").put("reason", "the server was told to stop");
      return HttpAnswer.json(HttpAnswer.UNAVAILABLE, said.toString());
    }
    Soundness soundness = Soundness.of(engine);
    Optional<String> distrusted = distrust.get();
    boolean isSound = soundness == Soundness.OK;
    said.put("status", isSound && distrusted.isPresent() ? "certificate" : soundness.word());
    said.put("sessions", sessions.getAsInt());
    if (!isSound) {
      said.put("reason", soundness.reason());
    } else if (distrusted.isPresent()) {
      said.put("reason", distrusted.get());
    }
    return HttpAnswer.json(HttpAnswer.OK, said.toString());
  }
}
