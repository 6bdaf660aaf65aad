package io.ewig.bench.sql;

import io.ewig.bench.line.Flatness;
import io.ewig.bench.line.Line;
import io.ewig.bench.line.Opened;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Contest;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Latency;
import io.ewig.bench.measure.Row;
import io.ewig.bench.sql.store.Entities;
import io.ewig.bench.sql.store.Histories;
import io.ewig.bench.sql.store.Question;
import io.ewig.bench.sql.store.Store;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Prepared queries, beside peers at one length of history and alone at several. */
final class ReadLine implements Line {

  private static final int SAMPLES = 100;

  /** Before anything counts: a read takes as little as it does when its code has been compiled. */
  private static final int WARM_UPS = 8;

  private final Histories histories;
  private final Reading reading;

  ReadLine(Histories histories, Reading reading) {
    this.histories = histories;
    this.reading = reading;
  }

  @Override
  public String name() {
    return reading.filter();
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    try (Opened open = new Opened()) {
      List<Row> rows = new ArrayList<>(contest(bench, open));
      rows.addAll(flatness(bench, open));
      return rows;
    }
  }

  private List<Row> contest(Workbench bench, Opened open) throws Exception {
    long updates = bench.setting().state().versionsOfPeer();
    Asker ewig = asker(bench, open.add(histories.ewig(bench, updates)), updates, open);
    String title = reading.title() + ", beside peers at " + Figure.number(updates) + " updates";
    Contest contest = new Contest(title, " us", reading.goal(), () -> ewig.latency().median());
    for (Reading.Peer peer : reading.peers()) {
      Store store = open.add(histories.peer(bench, peer.dialect(), updates));
      Asker asker = asker(bench, store, updates, open);
      ewig.requireSameAnswers(asker);
      contest.against(store.name(), peer.goal(), () -> asker.latency().median());
    }
    return contest.run(bench.setting().paceOfState());
  }

  private List<Row> flatness(Workbench bench, Opened open) throws Exception {
    Flatness flatness = new Flatness();
    for (long updates : Histories.lengths(bench.setting())) {
      Store store = open.add(histories.ewig(bench, updates));
      flatness.add(updates, asker(bench, store, updates, open)::latency);
    }
    return flatness.run(bench, reading.title(), reading.goal());
  }

  private Asker asker(Workbench bench, Store store, long updates, Opened open) throws Exception {
    int calls = Math.max(10, bench.setting().state().calls() / reading.weight());
    Asker asker = new Asker(open.add(reading.preparing().question(store)), updates, calls);
    for (int i = 0; i < WARM_UPS; i++) {
      asker.latency();
    }
    return asker;
  }

  /** Asks at random; all of them ask the same. */
  private final class Asker {
    private final Question question;
    private final long updates;
    private final int[] numbers;
    private final long[] moments;
    private final Random random = Entities.random();

    Asker(Question question, long updates, int calls) {
      this.question = question;
      this.updates = updates;
      this.numbers = new int[calls];
      this.moments = new long[calls];
    }

    Latency latency() throws Exception {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Entities.pick(random);
        moments[i] = Entities.moment(updates, random);
      }
      return Latency.of(numbers.length, i -> answer(numbers[i], moments[i]));
    }

    private long answer(int number, long moment) throws SQLException {
      return reading.asking().answer(question, number, moment);
    }

    void requireSameAnswers(Asker peer) throws SQLException {
      Random sample = Entities.random();
      for (int i = 0; i < Math.min(SAMPLES, numbers.length); i++) {
        int number = Entities.pick(sample);
        long moment = Entities.moment(updates, sample);
        long ours = answer(number, moment);
        long theirs = peer.answer(number, moment);
        if (ours != theirs) {
          throw new IllegalStateException(
              reading.title() + " of " + number + " at " + moment + ": " + ours + " and " + theirs);
        }
      }
    }
  }
}
