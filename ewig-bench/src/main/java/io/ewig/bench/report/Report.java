package io.ewig.bench.report;

import io.ewig.bench.measure.Goal;
import java.util.List;

/**
 * A question over the events of a month, with the words that each database takes: {@code :from} and
 * {@code :until} are instants. The month is said, because Ewig records more than the others: what
 * its tables and branches are is among its events. {@code :moment} is another instant.
 *
 * @param toDuckDb what Ewig's processor time is to be beside DuckDB's
 * @param days how long the stretch between the instants is
 * @param h2 empty if it can't be asked
 */
record Report(
    String name,
    String title,
    Goal toDuckDb,
    int days,
    String ewig,
    String duckDb,
    String sqlite,
    String h2) {

  private static final int WEEK = 7;
  private static final String NOT_ASKED = "";
  private static final String OURS =
      " from ewig.events where system_time >= :from and system_time < :until";
  private static final String THEIRS = " from event where made >= :from and made < :until";

  /** The same question, asked for as if it were an earlier moment. */
  Report past() {
    String past = ewig.replace("ewig.events", "ewig.events for system_time as of :moment");
    return new Report(name, title, Goal.none(), days, past, NOT_ASKED, NOT_ASKED, NOT_ASKED);
  }

  static List<Report> all() {
    return List.of(
        byType(), histogram(), topWorlds(), sumOfField(), distinctWorlds(), join(), filter());
  }

  private static Report byType() {
    return new Report(
        "types",
        "count, first and last by type",
        Goal.atMost(0.3, "0.3x"),
        Happenings.DAYS,
        "select type, count(*), min(system_time), max(system_time)" + OURS + " group by type",
        "select type, count(*), min(made), max(made)" + THEIRS + " group by type",
        "select type, count(*), min(made), max(made)" + THEIRS + " group by type",
        "select type, count(*), min(made), max(made)" + THEIRS + " group by type");
  }

  private static Report histogram() {
    return new Report(
        "hours",
        "events by hour",
        Goal.atMost(0.5, "0.5x"),
        Happenings.DAYS,
        "select date_trunc('hour', system_time), count(*)" + OURS + " group by 1",
        "select date_trunc('hour', made), count(*)" + THEIRS + " group by 1",
        "select made / 3600000000 * 3600000000, count(*)" + THEIRS + " group by 1",
        "select date_trunc(hour, made) t, count(*)" + THEIRS + " group by t");
  }

  private static Report topWorlds() {
    String rest = " group by world order by n desc, world limit 10";
    String peers = "select world, count(*) n" + THEIRS + rest;
    return new Report(
        "worlds",
        "the ten worlds with most events during a week",
        Goal.atMost(0.5, "0.5x"),
        WEEK,
        "select world, count(*) n" + OURS + rest,
        peers,
        peers,
        peers);
  }

  private static Report sumOfField() {
    return new Report(
        "field",
        "sum of a JSON field by type",
        Goal.atMost(0.1, "0.1x"),
        Happenings.DAYS,
        "select type, sum(json_value(payload, '$.amount' returning bigint))"
            + ""
            + OURS
            + " group by type",
        "select type, sum(cast(payload ->> '$.amount' as bigint))" + THEIRS + " group by type",
        "select type, sum(payload ->> '$.amount')" + THEIRS + " group by type",
        NOT_ASKED);
  }

  private static Report distinctWorlds() {
    return new Report(
        "distinct",
        "worlds by day",
        Goal.atMost(1, "1.0x"),
        Happenings.DAYS,
        "select date_trunc('day', system_time), count(distinct world)" + OURS + " group by 1",
        "select date_trunc('day', made), count(distinct world)" + THEIRS + " group by 1",
        "select made / 86400000000 * 86400000000, count(distinct world)" + THEIRS + " group by 1",
        "select date_trunc(day, made) t, count(distinct world)" + THEIRS + " group by t");
  }

  private static Report join() {
    String peers =
        "select region, count(*) from event join place on place.name = event.world"
            + " where made >= :from and made < :until group by region";
    return new Report(
        "join",
        "events by region, joined with 10,000 places",
        Goal.atMost(1, "1.0x"),
        Happenings.DAYS,
        "select region, count(*) from ewig.events e join place on place.name = e.world"
            + " where system_time >= :from and system_time < :until group by region",
        peers,
        peers,
        peers);
  }

  private static Report filter() {
    return new Report(
        "filter",
        "the first 100 events with a field above a limit",
        Goal.atMost(1, "1.0x"),
        Happenings.DAYS,
        "select seq, payload"
            + OURS
            + " and json_value(payload, '$.amount' returning bigint) > 997 order by seq limit 100",
        "select seq, payload"
            + THEIRS
            + " and cast(payload ->> '$.amount' as bigint) > 997 order by seq limit 100",
        "select seq, payload" + THEIRS + " and payload ->> '$.amount' > 997 order by seq limit 100",
        NOT_ASKED);
  }
}
