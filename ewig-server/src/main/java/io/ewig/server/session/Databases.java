package io.ewig.server.session;

import io.ewig.calcite.access.Rights;
import io.ewig.calcite.system.report.Served;
import io.ewig.engine.Ewig;
import io.ewig.engine.error.EwigException;
import io.ewig.jdbc.connection.OpenConnection;
import io.ewig.jdbc.embedded.EngineConnections;
import io.ewig.jdbc.error.Failures;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.url.Property;
import io.ewig.server.audit.Actor;
import io.ewig.server.user.Principal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The databases that are served, by name; any thread.
 *
 * <ul>
 *   <li>{@code main} is whatever the server was started for, and is open as long as the server is;
 *   <li>others lie in a folder each, are opened when somebody comes, and closed when nobody has
 *       been there for a while;
 *   <li>a lease keeps one open, so none is closed or dropped under anybody's hands.
 * </ul>
 */
public final class Databases implements AutoCloseable {

  /** What the first database is called, whatever its folder is. */
  public static final String MAIN = "main";

  /** Also the names of folders, so no case and no dots. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  /** Paths of the server begin with these. */
  private static final List<String> PATHS = List.of("api", "db", "health", "metrics", "v1", "ws");

  private static final Logger LOG = LoggerFactory.getLogger(Databases.class);

  private final EngineConnections main;
  private final @Nullable DatabaseFolders folders;
  private final Permits permits;
  private final LongSupplier nanos;
  private final Map<String, Slot> slots = new ConcurrentHashMap<>();

  /** Keeps a database open; whoever has it closes it, once. */
  public static final class Lease implements AutoCloseable {
    private final String name;
    private final Ewig engine;
    private final EngineConnections connections;
    private @Nullable Runnable release;

    private Lease(String name, EngineConnections connections, Runnable release) {
      this.name = name;
      this.engine = connections.engine();
      this.connections = connections;
      this.release = release;
    }

    public String name() {
      return name;
    }

    public Ewig engine() {
      return engine;
    }

    /** What its system tables show that only the server knows. */
    public Served served() {
      return connections.served();
    }

    /**
     * @param around what stands between the connection and its session
     */
    OpenConnection connect(
        Principal principal, Properties info, Rights rights, UnaryOperator<Link> around)
        throws SQLException {
      return connections.connect(principal.isUser() ? as(principal, info) : info, rights, around);
    }

    /** With the name that was proved, whatever the client calls itself. */
    private static Properties as(Principal principal, Properties info) {
      Properties proved = new Properties();
      proved.putAll(info);
      proved.remove(Property.PASSWORD.key());
      proved.put(Property.USER.key(), principal.name());
      return proved;
    }

    @Override
    public synchronized void close() {
      Runnable todo = release;
      release = null;
      if (todo != null) {
        todo.run();
      }
    }
  }

  /**
   * @param folders where others than {@code main} lie; null if there are none and none can be made
   * @param nanos a clock for durations
   * @param permits who may do what in them
   */
  public Databases(
      EngineConnections main,
      @Nullable DatabaseFolders folders,
      LongSupplier nanos,
      Permits permits) {
    this.permits = permits;
    this.main = main;
    this.folders = folders;
    this.nanos = nanos;
  }

  /** The name of the database that is meant; whoever names none means {@code main}. */
  public static String called(String name) {
    return name.isEmpty() ? MAIN : name;
  }

  public Permits permits() {
    return permits;
  }

  /** For whoever goes past SQL, where nobody asks for rights: only those who may do all. */
  public Lease lease(Principal principal, String name) throws SQLException {
    permits.requireAll(principal, called(name));
    return lease(name);
  }

  /** Opens one, if need be. */
  public Lease lease(String name) throws SQLException {
    if (called(name).equals(MAIN)) {
      return new Lease(MAIN, main, () -> {});
    }
    if (folders == null || !NAME.matcher(name).matches() || !folders.exists(name)) {
      throw unknown(name);
    }
    Slot slot = slot(name, folders);
    return new Lease(name, slot.enter(), slot::leave);
  }

  private Slot slot(String name, DatabaseFolders in) {
    return slots.computeIfAbsent(name, same -> new Slot(same, in, SessionLimits.BUSY, nanos));
  }

  private static SQLException failure(
      String state, int number, String text, @Nullable Throwable cause) {
    return Failures.of(state, number, text, cause);
  }

  static SQLException unknown(String name) {
    return failure("3D000", 1205, "there is no database '" + name + "' here", null);
  }

  /** The names of all, {@code main} first. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    names.add(MAIN);
    if (folders != null) {
      folders.names().stream().filter(name -> NAME.matcher(name).matches()).forEach(names::add);
    }
    return names;
  }

  /** Those that are open, with their engines. */
  public Map<String, Ewig> open() {
    Map<String, Ewig> open = new TreeMap<>();
    open.put(MAIN, main.engine());
    slots.forEach((name, slot) -> slot.engine().ifPresent(engine -> open.put(name, engine)));
    return open;
  }

  /** Makes an empty one, in which nothing is granted. */
  public void create(String name, Actor by) throws SQLException {
    DatabaseFolders to = requireFolders();
    if (!NAME.matcher(name).matches() || main.isReserved(name) || PATHS.contains(name)) {
      throw failure(
          "42602",
          1030,
          "'"
              + name
              + "' cannot be the name of a database; write a small letter, then up to 62 of a-z,"
              + " 0-9 and _, and no word that SQL or a path of the server has",
          null);
    }
    if (name.equals(MAIN) || to.exists(name)) {
      throw failure("42P04", 1031, "there is a database '" + name + "' already", null);
    }
    permits.noteMade(name, by);
    try (Lease made = make(name, to)) {
      LOG.info("database {} was made", made.name());
    }
  }

  private Lease make(String name, DatabaseFolders to) throws SQLException {
    try {
      to.make(name);
    } catch (EwigException e) {
      throw failure(e.code().sqlState(), e.code().number(), String.valueOf(e.getMessage()), e);
    }
    return lease(name);
  }

  private DatabaseFolders requireFolders() throws SQLException {
    if (folders == null) {
      throw failure("0A000", 1200, "the server has no folder for further databases", null);
    }
    return folders;
  }

  /**
   * Takes a name away, and what was granted in it; the folder is kept aside, and whoever wants it
   * back moves it.
   *
   * @throws SQLException if somebody uses it
   */
  public void drop(String name, Actor by) throws SQLException {
    if (name.equals(MAIN)) {
      throw failure("42501", 1215, "database main is what the server is for; it stays", null);
    }
    DatabaseFolders from = requireFolders();
    if (!NAME.matcher(name).matches() || !from.exists(name)) {
      throw unknown(name);
    }
    Slot slot = slot(name, from);
    slot.alone(
        () -> {
          permits.noteDropped(name, by);
          slot.close();
          from.putAside(name);
        });
    LOG.info("database {} was dropped; its folder is kept aside", name);
  }

  /** Closes those that nobody has used for so long; to be called now and then. */
  public void closeIdle(long idleNanos) {
    long now = nanos.getAsLong();
    slots.values().forEach(slot -> slot.closeIfIdle(now, idleNanos));
  }

  /** Closes all but {@code main}, whoever uses them. */
  @Override
  public void close() {
    slots.values().forEach(Slot::close);
  }
}
