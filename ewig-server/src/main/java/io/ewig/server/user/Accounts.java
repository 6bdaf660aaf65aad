package io.ewig.server.user;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.crypt.PasswordHash;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.format.ServedFolders;
import io.ewig.jdbc.connection.OpenConnection;
import io.ewig.jdbc.embedded.EngineConnections;
import io.ewig.server.audit.Actor;
import io.ewig.server.audit.Audit;
import io.ewig.server.audit.AuditEntry;
import io.ewig.server.audit.Deed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The users, tokens and roles of a server, with the audit, in a database of its own; any thread.
 *
 * <ul>
 *   <li>What is changed and the line of the audit that says so are one commit.
 *   <li>{@link #book} is what was committed last, and is read from memory.
 *   <li>Nothing of it lies in a database that is served, whose log may go to others.
 * </ul>
 */
public final class Accounts implements AutoCloseable {

  /** Where it lies in the folder of the database that is served. */
  public static final String FOLDER = ServedFolders.SERVER;

  /** Users and roles share their names. */
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_.@-]{0,62}");

  private final Ewig engine;
  private final OpenConnection db;
  private final Audit audit;
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private volatile Book book;

  private Accounts(Ewig engine) throws SQLException {
    this.engine = engine;
    this.db = new EngineConnections(engine, FOLDER).connect(new Properties());
    this.audit = Audit.in(engine);
    AccountSchema.make(db);
    this.book = BookReader.read(db, 1);
    db.setAutoCommit(false);
  }

  /**
   * Opens the server's own database, making it if there is none.
   *
   * @param data the folder of the database that is served
   */
  public static Accounts open(Path data) throws IOException {
    Path folder = data.resolve(FOLDER);
    Files.createDirectories(folder);
    protect(folder);
    return of(Ewig.open(folder, noting()));
  }

  /** Lets nobody but its owner read a folder. */
  public static void protect(Path folder) throws IOException {
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /**
   * Who there is in a folder, beside the server that may be running on it; nobody if none was ever
   * told of users.
   *
   * @throws UserException NOT_A_DATABASE if there is no such folder
   */
  public static Book read(Path data) {
    return opened(data).map(Accounts::book).orElse(Book.EMPTY);
  }

  /** The server's own database, to read; empty if there is none in that folder. */
  public static Optional<Ewig> opened(Path data) {
    Path folder = data.resolve(FOLDER);
    if (!Files.isDirectory(data)) {
      throw new UserException(ErrorCode.NOT_A_DATABASE, "there is no folder " + data);
    }
    if (!Files.exists(folder) && !Files.exists(data.resolve(DatabaseFile.NAME))) {
      throw new UserException(
          ErrorCode.NOT_A_DATABASE, data + " holds no database, and no users of a server");
    }
    return Files.exists(folder)
        ? Optional.of(Ewig.open(folder, Config.defaults().withReadOnly(true)))
        : Optional.empty();
  }

  private static Book book(Ewig engine) {
    try (engine;
        OpenConnection db = new EngineConnections(engine, FOLDER).connect(new Properties())) {
      return BookReader.read(db, 1);
    } catch (SQLException e) {
      throw unforeseen(e);
    }
  }

  /** For a server whose users last as long as it does. */
  public static Accounts inMemory() {
    return of(Ewig.open(Path.of(FOLDER), noting().withLog(LogKind.MEMORY)));
  }

  private static Config noting() {
    return Config.defaults().withAudit(true);
  }

  /** In a database that is open; it is closed with this. */
  private static Accounts of(Ewig engine) {
    try {
      return new Accounts(engine);
    } catch (SQLException | RuntimeException e) {
      engine.close();
      throw unforeseen(e);
    }
  }

  public Book book() {
    return book;
  }

  public Audit audit() {
    return audit;
  }

  /** Has somebody told of each change, by whoever made it; it must not take long. */
  public void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  /** Where it is kept, to read the audit. */
  public Ewig engine() {
    return engine;
  }

  // ---- users

  /**
   * @param roles the first user is an admin if none are given, as somebody has to be
   */
  public void addUser(String name, PasswordHash password, Set<String> roles, Actor by) {
    Set<String> given = book.hasUsers() || !roles.isEmpty() ? roles : Set.of(Principal.ADMIN);
    change(
        new AuditEntry(Deed.USER_ADDED, by, given.isEmpty() ? name : name + " " + given),
        () -> {
          requireNew(name);
          given.forEach(this::requireRole);
          run("INSERT INTO users (name, password) VALUES (?, ?)", name, password.toText());
          for (String role : given) {
            run("INSERT INTO members (holder, role) VALUES (?, ?)", name, role);
          }
        });
  }

  public void setPassword(String name, PasswordHash password, Actor by) {
    change(
        new AuditEntry(Deed.PASSWORD_CHANGED, by, name),
        () -> {
          requireUser(name);
          run("UPDATE users SET password = ? WHERE name = ?", password.toText(), name);
        });
  }

  /** The user's tokens go with him. */
  public void dropUser(String name, Actor by) {
    change(
        new AuditEntry(Deed.USER_DROPPED, by, name),
        () -> {
          requireUser(name);
          run("DELETE FROM tokens WHERE user_name = ?", name);
          forget(name);
          run("DELETE FROM users WHERE name = ?", name);
        });
  }

  /** Nobody could change anything any more; but whoever is alone may leave. */
  private void requireAdmin(Book next) {
    List<String> admins = admins(book);
    if (!admins.isEmpty() && next.hasUsers() && admins(next).isEmpty()) {
      throw new UserException(
          ErrorCode.STILL_NEEDED,
          String.join(", ", admins)
              + (admins.size() == 1 ? " is the only admin" : " are the only admins")
              + "; make somebody else one first, or drop the others");
    }
  }

  private static List<String> admins(Book book) {
    return book.users().keySet().stream()
        .filter(user -> book.rolesOf(user).contains(Principal.ADMIN))
        .sorted()
        .toList();
  }

  void forget(String name) throws SQLException {
    run("DELETE FROM members WHERE holder = ? OR role = ?", name, name);
    run("DELETE FROM grants WHERE grantee = ?", name);
  }

  // ---- names

  void requireNew(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new UserException(
          ErrorCode.INVALID_NAME,
          "'"
              + name
              + "' cannot be a user or role: a name has 1 to 63 lower-case letters, digits and"
              + " _ . @ -, and begins with a letter");
    }
    if (book.isTaken(name)) {
      throw new UserException(
          ErrorCode.DUPLICATE_OBJECT, "there is a user or role " + name + " already");
    }
  }

  void requireUser(String name) {
    if (!book.users().containsKey(name)) {
      throw new UserException(ErrorCode.UNKNOWN_OBJECT, "there is no user " + name);
    }
  }

  void requireRole(String name) {
    if (!book.roles().contains(name)) {
      throw new UserException(
          ErrorCode.UNKNOWN_OBJECT, "there is no role " + name + "; say CREATE ROLE " + name);
    }
  }

  // ---- changing

  /** What is changed together. */
  interface Change {
    void make() throws SQLException;
  }

  synchronized void change(AuditEntry entry, Change change) {
    try {
      change.make();
      run(
          "INSERT INTO ewig.events (world, type, payload) VALUES (?, ?, ?)",
          AuditEntry.WORLD,
          entry.deed().word(),
          entry.document());
      Book next = BookReader.read(db, book.version() + 1);
      requireAdmin(next);
      db.commit();
      book = next;
      watchers.forEach(Runnable::run);
    } catch (SQLException | RuntimeException e) {
      rollback(e);
      throw unforeseen(e);
    } catch (Error e) { // half of it would be committed with the next change
      rollback(e);
      throw e;
    }
  }

  private void rollback(Throwable because) {
    try {
      db.rollback();
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  int run(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = db.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }

  private static RuntimeException unforeseen(Exception e) {
    if (e instanceof RuntimeException known) {
      return known;
    }
    return e.getCause() instanceof EwigException known
        ? known
        : new IllegalStateException("the server's own database does not do as it should", e);
  }

  @Override
  public synchronized void close() {
    try (engine) {
      db.close();
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException("the server's own database", e));
    }
  }
}
