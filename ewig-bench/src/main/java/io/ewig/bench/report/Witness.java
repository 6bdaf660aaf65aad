package io.ewig.bench.report;

import io.ewig.bench.measure.CpuClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A database that is asked for reports; one thread. */
final class Witness implements AutoCloseable {

  private static final Pattern NAME = Pattern.compile(":(from|until|moment)");
  private static final double MILLIS_PER_SECOND = 1e3;

  private final String name;
  private final Connection connection;
  private final Words words;
  private final Moments moments;

  /**
   * Which instants a report is about, in microseconds since 1970.
   *
   * @param moment as of when it is asked for, where it says so
   */
  record Span(long from, long until, long moment) {

    static Span ofDays(int days) {
      long end = Happenings.micros(Happenings.DAYS, Happenings.DAYS);
      return new Span(Happenings.micros(Happenings.DAYS - days, Happenings.DAYS), end, end);
    }

    Span asOf(long otherMoment) {
      return new Span(from, until, otherMoment);
    }

    private long named(String name) {
      return switch (name) {
        case ":from" -> from;
        case ":until" -> until;
        default -> moment;
      };
    }
  }

  /** What a database is asked for a report. */
  @FunctionalInterface
  interface Words {
    String of(Report report);
  }

  /** How a database is told an instant. */
  @FunctionalInterface
  interface Moments {
    void set(PreparedStatement statement, int place, long micros) throws SQLException;
  }

  Witness(String name, Connection connection, Words words, Moments moments) {
    this.name = name;
    this.connection = connection;
    this.words = words;
    this.moments = moments;
  }

  String name() {
    return name;
  }

  boolean knows(Report report) {
    return !words.of(report).isEmpty();
  }

  Inquiry inquire(Report report) throws SQLException {
    return new Inquiry(report);
  }

  /** A report that is asked for again and again. */
  final class Inquiry implements AutoCloseable {
    private final PreparedStatement statement;
    private final List<String> names;

    private Inquiry(Report report) throws SQLException {
      String text = words.of(report);
      names = NAME.matcher(text).results().map(MatchResult::group).toList();
      statement = connection.prepareStatement(NAME.matcher(text).replaceAll("?"));
    }

    private ResultSet ask(Span span) throws SQLException {
      for (int i = 0; i < names.size(); i++) {
        moments.set(statement, i + 1, span.named(names.get(i)));
      }
      return statement.executeQuery();
    }

    /** Milliseconds of processor time, of all threads, that an answer takes, of many in a round. */
    double cpuMillis(Supplier<Span> spans, long roundMillis) throws SQLException {
      CpuClock clock = CpuClock.start();
      long start = System.nanoTime();
      int count = 0;
      do {
        read(spans.get());
        count++;
      } while (System.nanoTime() - start < roundMillis * 1_000_000);
      return MILLIS_PER_SECOND / clock.perProcessSecond(count);
    }

    private void read(Span span) throws SQLException {
      try (ResultSet found = ask(span)) {
        int width = found.getMetaData().getColumnCount();
        while (found.next()) {
          for (int i = 1; i <= width; i++) {
            found.getObject(i);
          }
        }
      }
    }

    /** The rows as texts that are the same for all databases, in an order of their own. */
    List<String> answer(Span span) throws SQLException {
      TreeMap<String, Integer> rows = new TreeMap<>();
      try (ResultSet found = ask(span)) {
        int width = found.getMetaData().getColumnCount();
        while (found.next()) {
          StringBuilder row = new StringBuilder();
          for (int i = 1; i <= width; i++) {
            row.append(text(found.getObject(i))).append('|');
          }
          rows.merge(row.toString(), 1, Integer::sum);
        }
      }
      List<String> answer = new ArrayList<>();
      rows.forEach((row, count) -> answer.add(row + count));
      return answer;
    }

    @Override
    public void close() throws SQLException {
      statement.close();
    }
  }

  /** Times are microseconds, as where they are numbers; days are their first moments. */
  private static String text(Object value) {
    if (value instanceof Timestamp time) {
      return micros(time.toLocalDateTime().toInstant(ZoneOffset.UTC));
    } else if (value instanceof LocalDateTime time) {
      return micros(time.toInstant(ZoneOffset.UTC));
    } else if (value instanceof LocalDate day) {
      return micros(day.atStartOfDay().toInstant(ZoneOffset.UTC));
    } else if (value instanceof OffsetDateTime time) {
      return micros(time.toInstant());
    }
    return String.valueOf(value);
  }

  private static String micros(Instant instant) {
    return String.valueOf(instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
