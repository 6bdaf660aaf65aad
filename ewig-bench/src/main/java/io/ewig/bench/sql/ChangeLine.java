package io.ewig.bench.sql;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Opened;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Contest;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Row;
import io.ewig.bench.measure.Turns;
import io.ewig.bench.peer.BareLoop;
import io.ewig.bench.peer.Clients;
import io.ewig.bench.peer.Contestant;
import io.ewig.bench.peer.PostgresServer;
import io.ewig.bench.peer.Unavailable;
import io.ewig.bench.sql.store.Dialect;
import io.ewig.bench.sql.store.Histories;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Statements that commit by themselves and wait for the disk, from some clients at once. */
final class ChangeLine implements Line {

  private static final byte[] NOTHING = {};

  /** What a row with its note takes in a log, and in PostgreSQL's table. */
  private static final int ROW_BYTES = 120;

  private final int clients;

  ChangeLine(int clients) {
    this.clients = clients;
  }

  @Override
  public String name() {
    return "sql-durable-" + clients;
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    List<Row> rows = new ArrayList<>();
    for (Changes.Kind kind : Changes.Kind.values()) {
      try (Opened open = new Opened()) {
        rows.addAll(contest(kind, bench, open).run(bench.setting().paceOfCommits()));
      }
    }
    return rows;
  }

  private Contest contest(Changes.Kind kind, Workbench bench, Opened open) throws Exception {
    String title =
        "durable "
            + kind.name().toLowerCase(Locale.ROOT)
            + (clients == 1 ? ", 1 client" : ", " + clients + " clients");
    Contest contest =
        new Contest(title, "/s", Goal.none(), changes(kind, Dialect.EWIG, bench, open));
    if (clients == 1) {
      Contestant bare =
          open.add(BareLoop.open(bench.fresh("bare"), bench.bytesPerCommit(ROW_BYTES)));
      contest.against(bare.name(), Goal.atLeast(0.9, "0.9x"), trial(bare, bench));
    }
    Goal goal = clients == 1 ? Goal.none() : Goal.atLeast(4, "4x");
    contest.against(Dialect.H2.name(), goal, changes(kind, Dialect.H2, bench, open));
    contest.against(Dialect.SQLITE.name(), goal, changes(kind, Dialect.SQLITE, bench, open));
    if (clients > 1 && kind == Changes.Kind.INSERT) {
      postgres(contest, bench, open);
    }
    return contest;
  }

  private Turns.Trial changes(Changes.Kind kind, Dialect dialect, Workbench bench, Opened open)
      throws Exception {
    String url = Histories.start(bench, dialect);
    return trial(open.add(new Changes(dialect, url, kind)), bench);
  }

  private Turns.Trial trial(Contestant contestant, Workbench bench) {
    long millis = bench.setting().roundMillis();
    return () -> Clients.perSecond(contestant, clients, millis, NOTHING);
  }

  private void postgres(Contest contest, Workbench bench, Opened open) throws Exception {
    try {
      PostgresServer server = open.add(PostgresServer.start(bench.fresh("postgres"), ROW_BYTES));
      long millis = bench.setting().roundMillis();
      contest.against(
          PostgresServer.NAME, Goal.atLeast(2, "2x"), () -> server.perSecond(clients, millis));
    } catch (Unavailable e) {
      contest.without(PostgresServer.NAME, "skipped: " + e.getMessage());
    }
  }
}
