package io.ewig.bench.sql;

import io.ewig.bench.line.Flatness;
import io.ewig.bench.line.Line;
import io.ewig.bench.line.Opened;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Contest;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Latency;
import io.ewig.bench.measure.Row;
import io.ewig.bench.sql.store.Dialect;
import io.ewig.bench.sql.store.Entities;
import io.ewig.bench.sql.store.EventLogs;
import io.ewig.bench.sql.store.Histories;
import io.ewig.bench.sql.store.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** All events of one world between two instants, among those of a thousand worlds. */
final class EventLine implements Line {

  private static final Goal TO_PEERS = Goal.atMost(0.3, "0.3x");
  private static final String TITLE = "some 4,500 events of a world between two instants";
  private static final String EVENTS =
      "select seq, payload from ewig.events"
          + " where world = 'garden://0' and system_time >= :moment and system_time < :until";
  private static final String RANGE =
      "select seq, payload from table(\"range\"('garden://0', :moment, :until))";

  private static final int FEWER = 400; // it costs more than a read by key

  /** So many commits have about 4,500 events of the largest world. */
  private static final int COMMITS = 34;

  private static final int SAMPLES = 5;

  private final EventLogs logs = new EventLogs();

  @Override
  public String name() {
    return "sql-events";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    try (Opened open = new Opened()) {
      long events = bench.setting().state().versionsOfPeer();
      Asker ewig = new Asker(logs.ewig(bench, events, EVENTS, open), events, bench);
      Asker range = new Asker(logs.ewig(bench, events, RANGE, open), events, bench);
      ewig.requireSameAnswers(range);
      String title = TITLE + ", beside peers at " + Figure.number(events) + " events";
      Contest contest =
          new Contest(title, " us", Goal.none(), ewig::median)
              .against("Ewig by \"range\"()", Goal.none(), range::median);
      for (Dialect dialect : List.of(Dialect.H2, Dialect.SQLITE)) {
        Asker peer = new Asker(logs.peer(bench, dialect, events, open), events, bench);
        ewig.requireSameAnswers(peer);
        contest.against(dialect.name(), TO_PEERS, peer::median);
      }
      List<Row> rows = new ArrayList<>(contest.run(bench.setting().paceOfState()));
      rows.addAll(flatness(bench, open));
      return rows;
    }
  }

  private List<Row> flatness(Workbench bench, Opened open) throws Exception {
    Flatness flatness = new Flatness();
    for (long events : Histories.lengths(bench.setting())) {
      if (events > COMMITS * EventLogs.PER_COMMIT) { // or there are not as many
        Asker asker = new Asker(logs.ewig(bench, events, EVENTS, open), events, bench);
        flatness.add(events, asker::latency);
      }
    }
    return flatness.run(bench, TITLE, Goal.none());
  }

  /** Asks for stretches at random; all of them ask the same. */
  private static final class Asker {
    private final Question question;
    private final long events;
    private final int calls;
    private final Random random = Entities.random();

    Asker(Question question, long events, Workbench bench) {
      this.question = question;
      this.events = events;
      this.calls = Math.max(10, bench.setting().state().calls() / FEWER);
    }

    double median() throws Exception {
      return latency().median();
    }

    Latency latency() throws Exception {
      return Latency.of(calls, i -> sum(random));
    }

    private long sum(Random next) throws Exception {
      long commits = events / EventLogs.PER_COMMIT;
      long first = (long) (next.nextDouble() * Math.max(1, commits - COMMITS));
      long end = Math.min(commits - 1, first + COMMITS);
      return question.sum(0, first * EventLogs.PER_COMMIT, end * EventLogs.PER_COMMIT);
    }

    void requireSameAnswers(Asker peer) throws Exception {
      Random ours = Entities.random();
      Random theirs = Entities.random();
      for (int i = 0; i < SAMPLES; i++) {
        long one = sum(ours);
        long other = peer.sum(theirs);
        if (one != other) {
          throw new IllegalStateException("the events of a world: " + one + " and " + other);
        }
      }
    }
  }
}
