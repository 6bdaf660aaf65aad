package io.ewig.server.rest.api;

import io.ewig.server.http.Paths;
import io.ewig.server.rest.answer.Visits;
import io.ewig.server.rest.database.DatabaseResources;
import io.ewig.server.rest.event.EventResources;
import io.ewig.server.rest.feed.Changes;
import io.ewig.server.rest.feed.Feeds;
import io.ewig.server.rest.query.QueryResources;
import io.ewig.server.session.Sessions;
import java.time.Clock;

/** All that a server has over plain HTTP. */
public final class RestApi implements AutoCloseable {

  private final Visits visits;
  private final Feeds feeds;

  public RestApi(Sessions sessions) {
    this.visits = new Visits(sessions);
    this.feeds = new Feeds(sessions.databases(), System::nanoTime, Clock.systemUTC());
  }

  /** To be called last: some paths have the shape of many others. */
  public void addTo(Paths paths) {
    QueryResources queries = new QueryResources(visits);
    new DatabaseResources(visits).addTo(paths);
    new EventResources(visits).addTo(paths);
    new Changes(visits, feeds).addTo(paths);
    queries.addTo(paths);
    paths.on("GET", "/v1/openapi.json", (request, at) -> OpenApi.answer());
    queries.addSeedTo(paths);
  }

  /** How many readers wait for changes. */
  public int readers() {
    return feeds.readers();
  }

  /** Ends readers that wait, so that a server can stop. */
  public void stop() {
    feeds.stop();
  }

  /** Nobody is told anything any more. */
  @Override
  public void close() {
    feeds.close();
  }
}
