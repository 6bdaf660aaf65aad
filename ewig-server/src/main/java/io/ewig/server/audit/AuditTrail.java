package io.ewig.server.audit;

import io.ewig.calcite.access.Trail;
import io.ewig.engine.Ewig;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.World;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Scan;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the audit of a server's own database; one thread. */
public final class AuditTrail implements Trail {

  private final Ewig server;
  private final EventCursor events;

  /**
   * @param server stays open as long as this is
   */
  public AuditTrail(Ewig server) {
    this.server = server;
    this.events = server.iterate(Scan.all().in(World.of(AuditEntry.WORLD)));
  }

  @Override
  public @Nullable Noted next() {
    return events.next() ? noted(events.event()) : null;
  }

  private Noted noted(Event event) {
    String document = new String(server.events().payload(event), StandardCharsets.UTF_8);
    JsonObject said = (JsonObject) Json.parse(document);
    String request = text(said, AuditEntry.REQUEST);
    return new Noted(
        event.systemTime(),
        event.type().name(),
        text(said, AuditEntry.WHO),
        text(said, AuditEntry.FROM),
        request.isEmpty() ? null : request,
        text(said, AuditEntry.WHAT));
  }

  private static String text(JsonObject said, String member) {
    return said.get(member) instanceof JsonText text ? text.value() : "";
  }

  @Override
  public void close() {
    events.close();
  }
}
