package io.ewig.jdbc.embedded;

import io.ewig.calcite.SqlDatabase;
import io.ewig.calcite.access.Rights;
import io.ewig.calcite.execution.TemporaryFolder;
import io.ewig.calcite.system.report.Served;
import io.ewig.engine.Ewig;
import io.ewig.jdbc.connection.OpenConnection;
import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.url.Property;
import io.ewig.jdbc.url.Target;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Connections to an engine that the program has opened itself, with a configuration of its own
 * (keys, reducers, a clock); any thread. Closing them leaves the engine open.
 */
public final class EngineConnections {

  private static final List<Property> DECIDED =
      Stream.of(Property.OF_OPENING, List.of(Property.PASSWORD), Property.OF_TLS)
          .flatMap(List::stream)
          .toList();

  private final SqlDatabase database;

  /** Opens an engine, and beside that gets SQL ready, so that the first statement need not. */
  public static Ewig opening(Supplier<Ewig> engine) {
    return FirstUse.beside(engine);
  }

  /**
   * @param name what the catalog is called
   */
  public EngineConnections(Ewig engine, String name) {
    this(engine, name, TemporaryFolder.none());
  }

  /**
   * @param temporary where statements put what their memory does not hold; made and emptied
   */
  public EngineConnections(Ewig engine, String name, Path temporary) {
    this(engine, name, TemporaryFolder.at(temporary, TemporaryFolder.BYTES_DEFAULT));
  }

  /**
   * Of one that is open for reading only: what memory does not hold goes where the system wants.
   */
  public static EngineConnections ofReader(Ewig engine, String name) {
    return new EngineConnections(
        engine, name, TemporaryFolder.ofSystem(TemporaryFolder.BYTES_DEFAULT));
  }

  private EngineConnections(Ewig engine, String name, TemporaryFolder temporary) {
    this.database = new SqlDatabase(engine, name, System::nanoTime, temporary);
  }

  /**
   * @param info the keys that a URL may have too, but for those that say how to open a database
   */
  public OpenConnection connect(Properties info) throws SQLException {
    return connect(info, Rights.all(), link -> link);
  }

  /**
   * One in which only so much may be done.
   *
   * @param around what is put around the session's link, such as a meter
   */
  public OpenConnection connect(Properties info, Rights rights, UnaryOperator<Link> around)
      throws SQLException {
    Target target = Target.parse(Target.PREFIX + "mem", info);
    for (Property property : DECIDED) {
      if (target.given(property).isPresent()) {
        throw SqlState.CANNOT_CONNECT.error(
            "the engine is open already, so " + property.key() + " would change nothing; leave it");
      }
    }
    Link link = EmbeddedProvider.link(new OpenDatabases.Lease(database), target, rights);
    return new OpenConnection(around.apply(link), target);
  }

  public Ewig engine() {
    return database.engine();
  }

  /** What system tables show that only whoever serves the database knows. */
  public Served served() {
    return database.served();
  }

  /** Whether a word can be a name in SQL in double quotes only. */
  public boolean isReserved(String word) {
    return database.isReserved(word);
  }
}
