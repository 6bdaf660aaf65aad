package io.ewig.bench.server;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Opened;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Contest;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Row;
import io.ewig.bench.measure.Turns;
import io.ewig.bench.peer.PostgresServer;
import io.ewig.bench.peer.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Small statements, one after the other, from some clients at once. */
final class AskLine implements Line {

  private static final int ROWS = 10_000;

  private final String name;
  private final String title;
  private final Goal goal;
  private final List<Integer> crowds;
  private final Maker maker;

  /** Makes a client of a server. */
  private interface Maker {
    Client client(Served served, AtomicInteger ids) throws Exception;
  }

  private AskLine(String name, String title, Goal goal, List<Integer> crowds, Maker maker) {
    this.name = name;
    this.title = title;
    this.goal = goal;
    this.crowds = crowds;
    this.maker = maker;
  }

  static AskLine keyReads() {
    return new AskLine(
        "server-key",
        "prepared read by key over a socket",
        Goal.atLeast(1, "1.0x"),
        List.of(1, 8),
        (served, ids) -> new Client.Reader(served, ids.incrementAndGet(), ROWS));
  }

  static AskLine inserts() {
    return new AskLine(
        "server-insert",
        "durable insert over a socket",
        Goal.atLeast(1.5, "1.5x"),
        List.of(8, 64),
        Client.Inserter::new);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (Opened open = new Opened()) {
      Served ewig = open.add(EwigServed.start(bench.fresh("server")));
      Plants.plant(ewig, ROWS);
      AtomicInteger ids = new AtomicInteger(ROWS);
      try {
        Served peer = open.add(PostgresServed.start(bench.fresh("postgres")));
        Plants.plant(peer, ROWS);
        AtomicInteger idsOfPeer = new AtomicInteger(ROWS);
        for (int clients : crowds) {
          Contest contest = contest(clients, crowd(clients, ewig, ids, open), bench);
          contest.against(peer.name(), goal, trial(crowd(clients, peer, idsOfPeer, open), bench));
          rows.addAll(contest.run(bench.setting().paceOfCommits()));
        }
      } catch (Unavailable e) {
        for (int clients : crowds) {
          Contest contest = contest(clients, crowd(clients, ewig, ids, open), bench);
          contest.without(PostgresServer.NAME, "skipped: " + e.getMessage());
          rows.addAll(contest.run(bench.setting().paceOfCommits()));
        }
      }
    }
    return rows;
  }

  private Contest contest(int clients, Crowd ewig, Workbench bench) {
    String of = clients == 1 ? ", 1 client" : ", " + clients + " clients";
    return new Contest(title + of, "/s", Goal.none(), trial(ewig, bench));
  }

  private Crowd crowd(int size, Served served, AtomicInteger ids, Opened open) throws Exception {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      clients.add(maker.client(served, ids));
    }
    return open.add(new Crowd(clients));
  }

  private static Turns.Trial trial(Crowd crowd, Workbench bench) {
    long millis = bench.setting().roundMillis();
    return () -> crowd.perSecond(millis);
  }
}
