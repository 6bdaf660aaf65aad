package io.ewig.bench.line;

import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Rounds;
import io.ewig.bench.measure.Row;
import io.ewig.bench.measure.Turns;
import io.ewig.bench.peer.BareLoop;
import io.ewig.bench.peer.Clients;
import io.ewig.bench.peer.Contestant;
import io.ewig.bench.peer.EwigStore;
import io.ewig.bench.peer.LeaderCommit;
import io.ewig.bench.peer.PostgresServer;
import io.ewig.bench.peer.QueueCommit;
import io.ewig.bench.peer.RocksStore;
import io.ewig.bench.peer.SqliteStore;
import io.ewig.bench.peer.Unavailable;
import io.ewig.engine.LogKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Commits of one event that wait for the disk, from some clients at once. */
final class DurableLine implements Line {

  /** Other databases are measured up to here. */
  private static final int CLIENTS_OF_DATABASES_MAX = 8;

  private final int clients;

  DurableLine(int clients) {
    this.clients = clients;
  }

  @Override
  public String name() {
    return "durable-" + clients;
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    Deque<AutoCloseable> open = new ArrayDeque<>();
    try {
      return measure(bench, open);
    } finally {
      while (!open.isEmpty()) {
        open.pop().close();
      }
    }
  }

  private List<Row> measure(Workbench bench, Deque<AutoCloseable> open) throws Exception {
    byte[] payload = Workbench.payload(Workbench.PAYLOAD_BYTES);
    Turns turns = new Turns();
    List<String> ours = new ArrayList<>();
    for (LogKind kind : Workbench.KINDS) {
      int before = bench.setting().eventsBefore();
      ours.add(EwigStore.nameOf(kind));
      enter(EwigStore.open(bench.fresh("durable"), kind, payload, before), turns, open, bench);
    }
    List<String> plain = new ArrayList<>();
    for (Contestant peer : plainPeers(bench)) {
      plain.add(peer.name());
      enter(peer, turns, open, bench);
    }
    Map<String, String> absent = new LinkedHashMap<>();
    List<String> databases = new ArrayList<>();
    if (clients <= CLIENTS_OF_DATABASES_MAX) {
      for (Contestant peer : databases(bench)) {
        databases.add(peer.name());
        enter(peer, turns, open, bench);
      }
      try {
        PostgresServer server =
            PostgresServer.start(bench.fresh("postgres"), Workbench.PAYLOAD_BYTES);
        open.push(server);
        databases.add(PostgresServer.NAME);
        long millis = bench.setting().roundMillis();
        turns.add(PostgresServer.NAME, () -> server.perSecond(clients, millis));
      } catch (Unavailable e) {
        absent.put(PostgresServer.NAME, e.getMessage());
      }
    }
    Rounds rounds = turns.run(bench.setting().paceOfCommits());
    List<Row> rows = new ArrayList<>();
    for (String name : ours) {
      for (String peer : plain) {
        rows.add(against(rounds, name, peer, plainGoal()));
      }
      for (String database : databases) {
        rows.add(against(rounds, name, database, databaseGoal()));
      }
    }
    absent.forEach(
        (name, why) -> rows.add(new Row(title(name), "", "skipped: " + why, "", "", "")));
    return rows;
  }

  private void enter(
      Contestant contestant, Turns turns, Deque<AutoCloseable> open, Workbench bench) {
    open.push(contestant);
    byte[] payload = Workbench.payload(Workbench.PAYLOAD_BYTES);
    long millis = bench.setting().roundMillis();
    turns.add(contestant.name(), () -> Clients.perSecond(contestant, clients, millis, payload));
  }

  private List<Contestant> plainPeers(Workbench bench) throws Exception {
    int bytes = bench.bytesPerCommit();
    return clients == 1
        ? List.of(BareLoop.open(bench.fresh("bare"), bytes))
        : List.of(
            LeaderCommit.open(bench.fresh("leader"), bytes),
            QueueCommit.open(bench.fresh("queue"), bytes));
  }

  private List<Contestant> databases(Workbench bench) throws Exception {
    Contestant rocks = RocksStore.open(bench.fresh("rocks"));
    return clients == 1 ? List.of(SqliteStore.open(bench.fresh("sqlite")), rocks) : List.of(rocks);
  }

  private Goal plainGoal() {
    return clients == 1 ? Goal.atLeast(0.95, "0.95x") : Goal.atLeast(1, "1.0x");
  }

  private Goal databaseGoal() {
    return clients == 1 ? Goal.none() : Goal.atLeast(2, "2x");
  }

  private Row against(Rounds rounds, String name, String rival, Goal goal) {
    Figure ratio = rounds.ratio(name, rival);
    return new Row(
        title(name),
        rounds.of(name).text("/s"),
        rival + " " + rounds.of(rival).text("/s"),
        ratio.text("x"),
        goal.text(),
        goal.judge(ratio.median()));
  }

  private String title(String name) {
    return "durable commit, " + clients + (clients == 1 ? " client (" : " clients (") + name + ")";
  }
}
