package io.ewig.bench.sql.store;

import io.ewig.bench.line.Setting;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.sql.store.Question.Moments;
import io.ewig.engine.Ewig;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.Transaction;
import java.io.IOException;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Histories of several lengths in Ewig and its peers, made once and kept for all lines. */
public final class Histories {

  private static final int DECADE = 10;
  private static final String MAIN = "main";

  private final Map<Long, Grown> grown = new HashMap<>();
  private final Map<String, String> peers = new HashMap<>();

  /** The lengths at which flatness is measured. */
  public static List<Long> lengths(Setting setting) {
    List<Long> lengths = new ArrayList<>();
    for (long updates = setting.state().versionsFew();
        updates <= setting.state().versions();
        updates *= DECADE) {
      lengths.add(updates);
    }
    return lengths;
  }

  /** A database of that length, which nobody has open. */
  public Grown grown(Workbench bench, long updates) throws Exception {
    Grown known = grown.get(updates);
    if (known == null) {
      known = grow(bench, updates);
      grown.put(updates, known);
    }
    return known;
  }

  public Store ewig(Workbench bench, long updates) throws Exception {
    Grown found = grown(bench, updates);
    return new Store(found.connect(), Dialect.EWIG, found.clock(Entities.PER_COMMIT));
  }

  private static Grown grow(Workbench bench, long updates) throws Exception {
    return Grown.of(
        bench.fresh("sql-" + updates),
        Dialect.EWIG.setup(),
        (db, moments) -> {
          try (Growth growth = new Growth(db, moments)) {
            Entities.replay(updates, growth::put);
            growth.commit();
          }
        });
  }

  /** Rows on their way into a database. */
  private static final class Growth implements AutoCloseable {
    private final Ewig db;
    private final List<Instant> moments;
    private final Table table;
    private Transaction transaction;

    Growth(Ewig db, List<Instant> moments) {
      this.db = db;
      this.moments = moments;
      this.table = db.view().table("public", "entity");
      this.transaction = db.begin(MAIN);
    }

    void put(int number, long version) {
      if (version % Entities.PER_COMMIT == 1) {
        commit();
      }
      transaction.put(
          table,
          table.accept(Entities.worldOf(number), number, version, Entities.note(version)),
          null);
    }

    void commit() {
      transaction.commit();
      moments.add(Grown.newest(db));
      transaction = db.begin(MAIN);
    }

    @Override
    public void close() {
      transaction.close();
    }
  }

  /** A peer with the same history, made when it is asked for first. */
  public Store peer(Workbench bench, Dialect dialect, long updates) throws Exception {
    String name = dialect.product() + updates;
    String url = peers.get(name);
    boolean isNew = url == null;
    if (url == null) {
      url = freshUrl(bench, dialect);
      peers.put(name, url);
    }
    Store store = new Store(DriverManager.getConnection(url), dialect, Moments.NUMBERS);
    if (isNew) {
      store.fill(updates);
    }
    return store;
  }

  /** A new database of the entities as they came to be, to change them: its URL. */
  public static String start(Workbench bench, Dialect dialect) throws Exception {
    if (dialect == Dialect.EWIG) {
      return grow(bench, 0).url();
    }
    String url = freshUrl(bench, dialect);
    try (Store store = new Store(DriverManager.getConnection(url), dialect, Moments.NUMBERS)) {
      store.fill(0);
    }
    return url;
  }

  /** Of a database that does not exist yet. */
  public static String freshUrl(Workbench bench, Dialect dialect) throws IOException {
    return dialect.url(bench.fresh("sql-peer"));
  }
}
