package io.ewig.calcite;

import io.ewig.calcite.access.Rights;
import io.ewig.calcite.command.Statements;
import io.ewig.calcite.execution.TemporaryFolder;
import io.ewig.calcite.plan.Preloading;
import io.ewig.calcite.session.Session;
import io.ewig.calcite.session.Settings;
import io.ewig.calcite.statement.Frontend;
import io.ewig.calcite.statement.Statement;
import io.ewig.calcite.system.report.Served;
import io.ewig.engine.Ewig;
import io.ewig.parser.SqlText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/** A database as SQL has it; any thread. Whoever opened the engine closes it. */
public final class SqlDatabase {

  /** Statements of an application fit, and a megabyte or two hold them. */
  private static final int STATEMENTS_MAX = 1_000;

  private final Ewig engine;
  private final Frontend frontend;
  private final Statements statements;
  private final Map<String, Statement> understood =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Statement> eldest) {
          return size() > STATEMENTS_MAX;
        }
      };

  /**
   * @param name what the catalog is called
   * @param nanoClock a clock that only counts on, for timeouts
   * @param temporary where statements put rows that memory has no room for
   */
  public SqlDatabase(Ewig engine, String name, LongSupplier nanoClock, TemporaryFolder temporary) {
    this.engine = engine;
    this.frontend = new Frontend(engine, name, nanoClock, temporary);
    this.statements = new Statements(frontend);
  }

  /**
   * Gets a JVM ready for its first statement; may be called while a thread opens an engine, but
   * nothing else of this module may be used before it is done.
   */
  public static void preload() {
    Preloading.run();
  }

  public Ewig engine() {
    return engine;
  }

  /** Who serves the database says here what it knows. */
  public Served served() {
    return frontend.served();
  }

  /** The name of its one catalog. */
  public String name() {
    return frontend.catalogName();
  }

  /** Whether a word can be a name in double quotes only. */
  public boolean isReserved(String word) {
    return SqlText.reservedWords().contains(word.toLowerCase(Locale.ROOT));
  }

  /** Starts a session. */
  public Session session(Settings settings) {
    return session(settings, Rights.all());
  }

  /** Starts a session that may do so much. */
  public Session session(Settings settings, Rights rights) {
    return new Session(engine, settings, frontend::hasSystemSchema, rights);
  }

  /** Understands a statement as far as its text goes; the same text is understood once. */
  public Statement prepare(String sql) {
    synchronized (understood) {
      Statement known = understood.get(sql);
      if (known != null) {
        return known;
      }
    }
    Statement statement = statements.of(SqlText.parse(sql));
    synchronized (understood) {
      understood.put(sql, statement);
    }
    return statement;
  }
}
