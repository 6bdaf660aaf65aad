package io.ewig.server.observe;

import io.ewig.engine.Ewig;
import io.ewig.engine.Metric;
import io.ewig.server.http.Paths;
import io.ewig.server.http.Traffic;
import io.ewig.server.session.Sessions;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** All that can be seen of a server, from when it serves until it is closed; any thread. */
public final class Observatory implements AutoCloseable {

  private final Ewig engine;
  private final Health health;
  private final RequestCounts requests = new RequestCounts();
  private final ServerMetrics metrics;
  private final Supplier<List<Metric>> listed;

  /**
   * @param readers how many wait for changes
   * @param distrust why clients do not trust the server's certificate, if it has one
   */
  public Observatory(
      Ewig engine, Sessions sessions, IntSupplier readers, Supplier<Optional<String>> distrust) {
    this.engine = engine;
    this.health = new Health(engine, sessions::count, distrust);
    this.metrics = new ServerMetrics(sessions, requests, readers);
    this.listed = metrics::all;
  }

  public void addTo(Paths paths) {
    health.addTo(paths);
    new Exposition(metrics).addTo(paths);
  }

  /** To be told of what is answered. */
  public Traffic traffic() {
    return requests;
  }

  /** From now on {@code ewig.metrics} of the database lists what its server does. */
  public void open() {
    engine.metrics().add(listed);
  }

  /** From now on clients are to go elsewhere. */
  public void stopping() {
    health.stopping();
  }

  @Override
  public void close() {
    engine.metrics().remove(listed);
  }
}
