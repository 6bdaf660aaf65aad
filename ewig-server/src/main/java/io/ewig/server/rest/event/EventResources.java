package io.ewig.server.rest.event;

import io.ewig.server.http.Paths;
import io.ewig.server.rest.answer.Guard;
import io.ewig.server.rest.answer.Visits;

/** Where events and worlds are. */
public final class EventResources {

  private final EventWriter writer;
  private final EventReader reader;
  private final WorldReader worlds;
  private final WorldEvents events;

  public EventResources(Visits visits) {
    this.writer = new EventWriter(visits);
    this.reader = new EventReader(visits);
    this.worlds = new WorldReader(visits);
    this.events = new WorldEvents(visits);
  }

  public void addTo(Paths paths) {
    String events = "/v1/db/{db}/events";
    String worlds = "/v1/db/{db}/worlds";
    paths
        .on("POST", events, Guard.plain((request, at) -> writer.write(request, at.get("db"))))
        .on("GET", events, Guard.of((request, at) -> reader.read(request, at.get("db"))))
        .on("GET", worlds, Guard.of((request, at) -> this.worlds.list(request, at.get("db"))))
        .on(
            "GET",
            worlds + "/{world...}/events",
            Guard.of((request, at) -> this.events.read(request, at.get("db"), at.get("world"))))
        .on(
            "GET",
            worlds + "/{world...}/state",
            Guard.of((request, at) -> this.worlds.state(request, at.get("db"), at.get("world"))));
  }
}
