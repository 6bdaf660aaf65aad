package io.ewig.bench.report;

import io.ewig.bench.line.Opened;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.report.Happenings.Happening;
import io.ewig.bench.report.Witness.Moments;
import io.ewig.bench.report.Witness.Words;
import io.ewig.engine.Batch;
import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import io.ewig.engine.log.Durability;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/** Databases of the same events, filled once and kept for all lines. */
final class Witnesses {

  private static final int BATCH = 10_000;
  private static final String PLACE =
      "create table place (name varchar(60) primary key, region varchar(20) not null)";
  private static final String EVENT =
      "create table event (seq bigint primary key, made TIME not null, world varchar(60) not null,"
          + " type varchar(60) not null, payload JSON not null)";

  private final Map<String, String> urls = new HashMap<>();

  /** How a peer is reached, and what its columns are. */
  private enum Peer {
    DUCKDB("DuckDB", "jdbc:duckdb:", "", "timestamp", "varchar", Report::duckDb),
    SQLITE("SQLite", "jdbc:sqlite:", "", "bigint", "text", Report::sqlite),
    /** Does not answer from its last answer. */
    H2("H2", "jdbc:h2:file:", ";OPTIMIZE_REUSE_RESULTS=0", "timestamp", "varchar(300)", Report::h2);

    private final String product;
    private final String url;
    private final String options;
    private final String table;
    private final Words words;
    private final Moments moments;

    Peer(String product, String url, String options, String time, String json, Words words) {
      this.product = product;
      this.url = url;
      this.options = options;
      this.table = EVENT.replace("TIME", time).replace("JSON", json);
      this.words = words;
      this.moments = time.equals("bigint") ? PreparedStatement::setLong : Witnesses::setTimestamp;
    }
  }

  /** Where Ewig has its events; made if nobody asked before. */
  String url(Workbench bench, long events) throws Exception {
    return known("Ewig", events, () -> grow(bench, events));
  }

  static Witness ewig(String url) throws SQLException {
    return new Witness("Ewig", connect(url), Report::ewig, Witnesses::setInstant);
  }

  /** All of them, Ewig first, connected. */
  List<Witness> call(Workbench bench, long events, Opened open) throws Exception {
    List<Witness> witnesses = new ArrayList<>();
    witnesses.add(open.add(ewig(url(bench, events))));
    for (Peer peer : Peer.values()) {
      String url = known(peer.product, events, () -> fill(peer, bench, events));
      witnesses.add(open.add(new Witness(peer.product, connect(url), peer.words, peer.moments)));
    }
    return witnesses;
  }

  private String known(String product, long events, Callable<String> making) throws Exception {
    String name = product + events;
    String url = urls.get(name);
    if (url == null) {
      url = making.call();
      urls.put(name, url);
    }
    return url;
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url);
  }

  private static void setInstant(PreparedStatement statement, int place, long micros)
      throws SQLException {
    statement.setObject(place, instant(micros));
  }

  private static void setTimestamp(PreparedStatement statement, int place, long micros)
      throws SQLException {
    statement.setObject(place, LocalDateTime.ofInstant(instant(micros), ZoneOffset.UTC));
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Events at their times; what an opening records is not of the month. */
  private static String grow(Workbench bench, long events) throws Exception {
    Path folder = bench.fresh("report-ewig");
    AtomicLong now = new AtomicLong(Happenings.micros(-1, Happenings.DAYS));
    Config config =
        Config.defaults().withDurability(Durability.NONE).withClock(() -> now.get() * 1_000);
    try (Ewig db = Ewig.open(folder, config)) {
      append(db, events, now);
    }
    String url = "jdbc:ewig:" + folder;
    try (Connection connection = connect(url)) {
      fillPlaces(connection);
    }
    return url;
  }

  private static void append(Ewig db, long events, AtomicLong now) throws Exception {
    Batch[] batch = {db.batch()};
    Happenings.replay(
        events,
        happening -> {
          now.set(happening.micros());
          batch[0].add(
              new EventDraft(
                  World.of(happening.world()),
                  EventType.of(happening.type()),
                  null,
                  happening.payload().getBytes(StandardCharsets.UTF_8)));
          if (batch[0].size() == Happenings.PER_COMMIT) {
            batch[0].commit();
            batch[0] = db.batch();
          }
        });
  }

  private static String fill(Peer peer, Workbench bench, long events) throws Exception {
    String url = peer.url + bench.fresh("report-peer") + peer.options;
    try (Connection connection = connect(url)) {
      fill(peer, connection, events);
      fillPlaces(connection);
      execute(connection, "create index by_time on event (made)");
      execute(connection, "analyze");
    }
    return url;
  }

  private static void fill(Peer peer, Connection connection, long events) throws Exception {
    execute(connection, peer.table);
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement("insert into event values (?, ?, ?, ?, ?)")) {
      Happenings.replay(events, happening -> insert(insert, happening, peer.moments));
      insert.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private static void execute(Connection connection, String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  private static void insert(PreparedStatement insert, Happening happening, Moments moments)
      throws Exception {
    insert.setLong(1, happening.seq());
    moments.set(insert, 2, happening.micros());
    insert.setString(3, happening.world());
    insert.setString(4, happening.type());
    insert.setString(5, happening.payload());
    insert.addBatch();
    if (happening.seq() % BATCH == BATCH - 1) {
      insert.executeBatch();
    }
  }

  private static void fillPlaces(Connection connection) throws Exception {
    execute(connection, PLACE);
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement("insert into place values (?, ?)")) {
      for (int i = 0; i < Happenings.PLACES; i++) {
        insert.setString(1, Happenings.world(i));
        insert.setString(2, Happenings.region(i));
        insert.addBatch();
      }
      insert.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
  }
}
