package io.ewig.bench.sql.store;

import io.ewig.bench.line.Opened;
import io.ewig.bench.line.Skew;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.sql.store.Question.Moments;
import io.ewig.engine.Batch;
import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Logs of events of {@value Entities#WORLDS} worlds in Ewig and its peers. */
public final class EventLogs {

  public static final int PER_COMMIT = 1_000;

  private static final String TABLE =
      "create table event (seq bigint primary key, world integer not null, at bigint not null,"
          + " payload varchar(200) not null)";
  private static final String INDEX = "create index of_world on event (world, at)";
  private static final String FROM_PEER =
      "select seq, payload from event where world = 0 and at >= :moment and at < :until";

  private final Map<Long, Grown> grown = new HashMap<>();

  /** Takes events one after the other. */
  @FunctionalInterface
  private interface Sink {
    void accept(int world, String payload) throws Exception;
  }

  private static void replay(long events, Sink sink) throws Exception {
    Random random = Entities.random();
    for (long seq = 0; seq < events; seq++) {
      String payload = "{\"visits\":" + seq + ",\"note\":\"" + Entities.note(seq) + "\"}";
      sink.accept(Skew.ZIPF.pick(Entities.WORLDS, random), payload);
    }
  }

  /**
   * What Ewig is asked; the moment is included, the end is not.
   *
   * @param text a query with {@code 'garden://0'} for the largest world
   */
  public Question ewig(Workbench bench, long events, String text, Opened open) throws Exception {
    Grown log = grown.get(events);
    if (log == null) {
      log = Grown.of(bench.fresh("sql-events"), List.of(), (db, at) -> append(db, events, at));
      grown.put(events, log);
    }
    return open.add(Question.of(open.add(log.connect()), text, log.clock(PER_COMMIT)));
  }

  private static void append(Ewig db, long events, List<Instant> moments) throws Exception {
    Batch[] batch = {db.batch()};
    replay(
        events,
        (world, payload) -> {
          byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
          World of = World.of("garden://" + world);
          batch[0].add(new EventDraft(of, EventType.STATE_CHANGED, null, bytes));
          if (batch[0].size() == PER_COMMIT) {
            batch[0].commit();
            moments.add(Grown.newest(db));
            batch[0] = db.batch();
          }
        });
  }

  /** What a peer is asked, which has the same events in a table with the index that suits best. */
  public Question peer(Workbench bench, Dialect dialect, long events, Opened open)
      throws Exception {
    Connection connection =
        open.add(DriverManager.getConnection(Histories.freshUrl(bench, dialect)));
    try (Statement setup = connection.createStatement()) {
      setup.execute(TABLE);
      fill(connection, events);
      setup.execute(INDEX);
      setup.execute("analyze");
    }
    return open.add(Question.of(connection, FROM_PEER, Moments.NUMBERS));
  }

  private static void fill(Connection connection, long events) throws Exception {
    connection.setAutoCommit(false);
    long[] seq = {0};
    try (PreparedStatement insert =
        connection.prepareStatement("insert into event values (?, ?, ?, ?)")) {
      replay(
          events,
          (world, payload) -> {
            insert.setLong(1, seq[0]);
            insert.setInt(2, world);
            insert.setLong(3, seq[0] / PER_COMMIT * PER_COMMIT);
            insert.setString(4, payload);
            insert.addBatch();
            if (++seq[0] % PER_COMMIT == 0) {
              insert.executeBatch();
            }
          });
      insert.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
  }
}
