package io.ewig.bench.sql.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * How the same things are said to each database.
 *
 * @param name of the database, and how it is asked if there are several ways
 * @param url with FILE for the path
 * @param setup makes the tables
 * @param force what has to be said after a commit so that it is on disk; empty for nothing
 * @param settled what helps reading once all is there
 * @param current an entity by its key
 * @param asOf the same as of a moment
 * @param worldAsOf all entities of a world as of a moment
 * @param allAsOf what all entities add up to as of a moment
 */
public record Dialect(
    String name,
    String url,
    List<String> setup,
    String force,
    List<String> settled,
    String current,
    String asOf,
    String worldAsOf,
    String allAsOf) {

  /** What all entities add up to now. */
  static final String ALL = "select sum(visits), max(note) from entity";

  private static final String CURRENT =
      "select visits, note from entity where world = :world and id = :id";

  private static final String TABLE =
      """
      create table entity (
        world integer not null, id integer not null, visits bigint not null,
        note varchar(200) not null, primary key (world, id))""";

  /** One row for each version; what is current has no end. */
  private static final String HISTORY =
      """
      create table history (
        world integer not null, id integer not null, from_time bigint not null,
        to_time bigint not null, visits bigint not null, note varchar(200) not null,
        primary key (world, id, from_time))""";

  private static final String PERIOD =
      " from history where from_time <= :moment and to_time > :moment";

  private static final String WORLD_BY_PERIOD =
      "select visits, note" + PERIOD + " and world = :world";

  private static final String ALL_BY_PERIOD = "select sum(visits), max(note)" + PERIOD;

  private static final String NEWEST_OF_EACH =
      " from entity e join history h on h.world = e.world and h.id = e.id and h.from_time ="
          + " (select max(from_time) from history m where m.world = e.world and m.id = e.id"
          + " and m.from_time <= :moment)";

  private static final String NEWEST =
      "select visits, note from history where world = :world and id = :id and from_time <= :moment"
          + " order by from_time desc limit 1";

  public static final Dialect EWIG =
      new Dialect(
          "Ewig",
          "jdbc:ewig:FILE",
          List.of(TABLE),
          "",
          List.of(),
          CURRENT,
          "select visits, note from entity for system_time as of :moment"
              + " where world = :world and id = :id",
          "select visits, note from entity for system_time as of :moment where world = :world",
          ALL + " for system_time as of :moment");

  public static final Dialect H2 =
      new Dialect(
          "H2",
          "jdbc:h2:file:FILE;WRITE_DELAY=0;CACHE_SIZE=262144",
          List.of(TABLE, HISTORY, "create index newest on history (world, id, from_time desc)"),
          "checkpoint sync", // WRITE_DELAY=0 writes, but does not force
          List.of("analyze"),
          CURRENT,
          NEWEST,
          WORLD_BY_PERIOD,
          ALL_BY_PERIOD);

  public static final Dialect SQLITE =
      new Dialect(
          "SQLite",
          "jdbc:sqlite:FILE?journal_mode=WAL&synchronous=FULL&busy_timeout=60000&cache_size=-262144",
          List.of(TABLE + " without rowid", HISTORY + " without rowid"),
          "",
          List.of("analyze"),
          CURRENT,
          NEWEST,
          "select h.visits, h.note" + NEWEST_OF_EACH + " where e.world = :world",
          "select sum(h.visits), max(h.note)" + NEWEST_OF_EACH);

  public static final Dialect DUCKDB =
      new Dialect(
          "DuckDB",
          "jdbc:duckdb:FILE",
          List.of(TABLE, HISTORY.replace(",\n  primary key (world, id, from_time)", "")),
          "",
          List.of("analyze"),
          CURRENT,
          WORLD_BY_PERIOD + " and id = :id",
          WORLD_BY_PERIOD,
          ALL_BY_PERIOD);

  /** As of a moment by a plain condition on the period, which most write. */
  public Dialect byPeriod() {
    return new Dialect(
        name + ", from and to",
        url,
        setup,
        force,
        settled,
        current,
        WORLD_BY_PERIOD + " and id = :id",
        WORLD_BY_PERIOD,
        ALL_BY_PERIOD);
  }

  /** The database, however it is asked. */
  public String product() {
    return name.split(",", 2)[0];
  }

  /** How to reach a database in that file or folder. */
  public String url(Path at) {
    return url.replace("FILE", at.toString());
  }

  /** Makes sure that what was committed is on disk. */
  public void force(Statement statement) throws SQLException {
    if (!force.isEmpty()) {
      statement.execute(force);
    }
  }
}
