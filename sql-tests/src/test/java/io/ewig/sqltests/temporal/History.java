package io.ewig.sqltests.temporal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.SoftAssertions;

/** A table with a random history, told to the database and to the list, and questions about it. */
final class History implements AutoCloseable {

  static final int KEYS = 5;

  /** Long ago, so that what is true from now on is true after the last of the days. */
  static final Instant DAY_0 = Instant.parse("2001-01-01T00:00:00Z");

  private final long seed;
  private final SplittableRandom random;
  private final Connection connection;
  private final Recorded recorded = new Recorded();
  private final List<String> branches = new ArrayList<>(List.of("main"));
  private final List<Long> seqs = new ArrayList<>(List.of(0L)); // the last after each step
  private final Sentences sentences;

  History(long seed) throws SQLException {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.connection = DriverManager.getConnection("jdbc:ewig:mem:");
    this.sentences = new Sentences(connection);
    sentences.run("create table t (k int primary key, v int)");
    endStep();
  }

  /** Changes and questions in turn; gives how many were asked. */
  int live(int questions) throws SQLException {
    int asked = 0;
    while (asked < questions) {
      for (int i = 0; i < 5; i++) {
        change();
      }
      for (int i = 0; i < 20; i++) {
        ask();
        asked++;
      }
    }
    return asked;
  }

  private void ask() throws SQLException {
    Question question = Question.random(random, branches, recorded.step(), seqs);
    List<String> answer;
    try {
      answer = question.ask(sentences);
    } catch (SQLException e) {
      throw new AssertionError(report(question), e);
    }
    SoftAssertions.assertSoftly(
        softly ->
            softly
                .assertThat(answer)
                .as(() -> report(question))
                .isEqualTo(question.answer(recorded)));
  }

  private String report(Question question) {
    return "seed " + seed + ", question " + question + " after\n" + sentences;
  }

  private void change() throws SQLException {
    int kind = random.nextInt(12);
    String branch = branches.get(random.nextInt(branches.size()));
    if (kind == 0 && branches.size() < 5) {
      branchOff(branch);
      return;
    }
    sentences.run("use branch " + branch);
    int key = random.nextInt(KEYS);
    int from = random.nextInt(Recorded.DAYS);
    int to = from + 1 + random.nextInt(Recorded.DAYS - from);
    int value = random.nextInt(100);
    if (kind < 5) {
      insert(branch, key, from, to, value);
    } else if (kind < 8) {
      update(branch, key, from, to, value);
    } else if (kind < 11) {
      deletePortion(branch, key, from, to);
    } else {
      inTransaction(branch, key, from, to, value);
    }
    endStep();
  }

  private void branchOff(String from) throws SQLException {
    String name = "b" + branches.size();
    int step = random.nextBoolean() ? recorded.step() : 1 + random.nextInt(recorded.step());
    String when = step == recorded.step() ? "" : " as of seq " + seqs.get(step);
    boolean isThere = from.equals("main") || when.isEmpty();
    sentences.run("create branch " + name + " from " + from + (isThere ? when : ""));
    recorded.branch(name, from, isThere ? step : recorded.step());
    branches.add(name);
    endStep();
  }

  /** A row where there is none: the days of a key that has a value already are left out. */
  private void insert(String branch, int key, int from, int to, int value) throws SQLException {
    int end = from;
    while (end < to && recorded.value(branch, key, end, Integer.MAX_VALUE) == null) {
      end++;
    }
    if (end > from) {
      sentences.run(
          "insert into t (k, v, _valid_from, _valid_to) values (?, ?, ?, ?)",
          key,
          value,
          day(from),
          day(end));
      recorded.put(branch, key, from, end, value);
    }
  }

  private void update(String branch, int key, int from, int to, int value) throws SQLException {
    sentences.run(
        "update t for portion of valid_time from ? to ? set v = v + ? where k >= ?",
        day(from),
        day(to),
        value,
        key);
    for (int k = key; k < KEYS; k++) {
      for (int day = from; day < to; day++) {
        Integer before = recorded.value(branch, k, day, Integer.MAX_VALUE);
        if (before != null) {
          recorded.put(branch, k, day, day + 1, before + value);
        }
      }
    }
  }

  private void deletePortion(String branch, int key, int from, int to) throws SQLException {
    sentences.run(
        "delete from t for portion of valid_time from ? to ? where k = ?", day(from), day(to), key);
    recorded.put(branch, key, from, to, null);
  }

  /** Several changes with one moment, one of them taken back. */
  private void inTransaction(String branch, int key, int from, int to, int value)
      throws SQLException {
    sentences.run("begin");
    update(branch, key, from, to, value);
    sentences.run("savepoint s");
    sentences.run(
        "delete from t for portion of valid_time from ? to ?", day(0), day(Recorded.DAYS));
    sentences.run("rollback to savepoint s");
    deletePortion(branch, (key + 1) % KEYS, from, to);
    insert(branch, (key + 1) % KEYS, from, to, value);
    sentences.run("commit");
  }

  /** Remembers the moment, so that questions can go back to it. */
  private void endStep() throws SQLException {
    recorded.endStep();
    try (ResultSet last = sentences.query("select max(seq) from ewig.events")) {
      last.next();
      seqs.add(last.getLong(1));
    }
  }

  static Instant day(int day) {
    return DAY_0.plus(day, ChronoUnit.DAYS);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
