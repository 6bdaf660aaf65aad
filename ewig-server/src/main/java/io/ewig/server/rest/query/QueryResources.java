package io.ewig.server.rest.query;

import io.ewig.server.http.Paths;
import io.ewig.server.rest.answer.Guard;
import io.ewig.server.rest.answer.Visits;

/** Where SQL and views are. */
public final class QueryResources {

  private final Queries queries;
  private final Views views;

  public QueryResources(Visits visits) {
    this.queries = new Queries(visits);
    this.views = new Views(visits, queries);
  }

  public void addTo(Paths paths) {
    String all = "/v1/db/{db}/views";
    String one = all + "/{view}";
    paths
        .on(
            "POST",
            "/v1/db/{db}/query",
            Guard.plain(
                (request, at) -> queries.run(request, at.get("db"), QueryText.of(request.body()))))
        .on("GET", all, Guard.plain((request, at) -> views.list(request, at.get("db"))))
        .on(
            "PUT",
            one,
            Guard.plain((request, at) -> views.put(request, at.get("db"), at.get("view"))))
        .on("GET", one, Guard.of((request, at) -> views.run(request, at.get("db"), at.get("view"))))
        .on(
            "DELETE",
            one,
            Guard.plain((request, at) -> views.delete(request, at.get("db"), at.get("view"))))
        .on(
            "GET",
            one + "/definition",
            Guard.plain((request, at) -> views.definition(request, at.get("db"), at.get("view"))));
  }

  /** The path of the seed documents; to be added behind all others, as it has the shape of many. */
  public void addSeedTo(Paths paths) {
    paths.on(
        "GET",
        "/{db}/{view}",
        Guard.of((request, at) -> views.runOrRead(request, at.get("db"), at.get("view"))));
  }
}
