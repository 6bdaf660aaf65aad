package io.ewig.bench.state;

import io.ewig.bench.line.Skew;
import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.log.Durability;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * A database with one table of plants, {@value #PLANTS} in each garden, that change again and
 * again; rows have about 100 bytes.
 */
final class Garden implements AutoCloseable {

  static final int PLANTS = 1_321;
  static final int ROWS_PER_COMMIT = 1_000;
  static final String MAIN = "main";

  private static final int NOTE_CHARS = 88;
  private static final String NOTE = "x".repeat(NOTE_CHARS - 10);

  private final Ewig db;
  private final Table plants;
  private final int rows;

  private Garden(Ewig db, Table plants, int rows) {
    this.db = db;
    this.plants = plants;
    this.rows = rows;
  }

  /** Opens a garden of so many rows, with its table if it is new; commits are not synced. */
  static Garden open(Path folder, int rows) {
    Config config = Config.defaults().withLog(LogKind.PLAIN).withDurability(Durability.NONE);
    Ewig db = Ewig.open(folder, config);
    if (db.head().size() == 0) {
      Transaction tx = db.begin(MAIN);
      tx.create(
          new TableBuilder(new UUID(1, 1), "public", "plants")
              .notNull("garden", Type.INTEGER)
              .notNull("plant", Type.INTEGER)
              .notNull("note", Type.VARCHAR)
              .primaryKey("garden", "plant")
              .build());
      tx.commit();
    }
    return new Garden(db, db.view().table("public", "plants"), rows);
  }

  Ewig db() {
    return db;
  }

  Table plants() {
    return plants;
  }

  int rows() {
    return rows;
  }

  /** The row with a number, in one of its many versions. */
  Row row(int number, long version) {
    return plants.accept(number / PLANTS, number % PLANTS, note(version));
  }

  private static String note(long version) {
    return (version + 1_000_000_000L) + NOTE;
  }

  /** What another database keeps as the bytes of a row. */
  static byte[] bytes(long version) {
    return note(version).getBytes(StandardCharsets.UTF_8);
  }

  /** Which row changes, for each version in turn: all of them once, then as the skew says. */
  static int number(long version, int rows, Skew skew, Random random) {
    return version < rows ? (int) version : skew.pick(rows, random);
  }

  /** Commits versions from .. to - 1. */
  void grow(long from, long to, Skew skew, Random random) {
    for (long version = from; version < to; ) {
      Transaction tx = db.begin(MAIN);
      for (int i = 0; i < ROWS_PER_COMMIT && version < to; i++, version++) {
        tx.put(plants, row(number(version, rows, skew, random), version), null);
      }
      tx.commit();
    }
  }

  /** Changes one row in a commit of its own. */
  void update(String branch, int number, long version) {
    Transaction tx = db.begin(branch);
    tx.put(plants, row(number, version), null);
    tx.commit();
  }

  View now() {
    return db.view(MAIN, When.NOW);
  }

  /** Moments at which all rows were there, at random. */
  Instant[] moments(int count, Random random) {
    long size = db.head().size();
    Instant[] moments = new Instant[count];
    for (int i = 0; i < count; i++) {
      long seq = 1 + rows + (long) (random.nextDouble() * (size - 1 - rows));
      moments[i] = db.get(Math.min(seq, size - 1)).systemTime();
    }
    return moments;
  }

  /** The columns of the key of the row with a number. */
  static List<Object> key(int number) {
    return List.of(number / PLANTS, number % PLANTS);
  }

  @Override
  public void close() {
    db.close();
  }
}
