package io.ewig.sync;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.merge.Difference;
import io.ewig.engine.merge.Differences;
import io.ewig.engine.replica.Adopted;
import io.ewig.engine.replica.CommitCursor;
import io.ewig.engine.replica.Contents;
import io.ewig.engine.replica.Standing;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.View;
import io.ewig.engine.value.Row;
import io.ewig.sync.waiting.Arrival;
import io.ewig.sync.waiting.WaitingRoom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A database for who carries changes himself: cells are changed here, what others lack comes out,
 * what they made goes in. On branch main; each call is a transaction. Any thread.
 *
 * <pre>{@code
 * SyncDatabase here = new SyncDatabase(db);
 * here.insert(plants, Map.of("id", 1L, "name", "rose"));
 * there.mergeRemote(here.pending(there.state().version())).changes();
 * }</pre>
 *
 * <p>Closing it is closing the engine.
 */
public final class SyncDatabase {

  private static final String MAIN = "main";

  private final Ewig database;
  private final WaitingRoom waiting;

  /** What comes too early waits as long as this is there. */
  public SyncDatabase(Ewig database) {
    this(database, WaitingRoom.inMemory(database));
  }

  /**
   * Likewise.
   *
   * @param waiting where commits wait that come before what they build on
   */
  public SyncDatabase(Ewig database, WaitingRoom waiting) {
    this.database = database;
    this.waiting = waiting;
  }

  /**
   * What came of what others made.
   *
   * @param adopted how much was new, known, too early or wrong
   * @param changes what is otherwise now than it was
   * @param waiting how many commits wait for what they build on
   */
  public record Merged(Adopted adopted, List<Difference> changes, int waiting) {

    public Merged {
      changes = List.copyOf(changes);
    }
  }

  /** Under which origin this one writes. */
  public Origin peer() {
    return database.replica().self();
  }

  /** Makes a table. */
  public void create(Table table) {
    try (Transaction tx = database.begin(MAIN)) {
      tx.create(table);
      tx.commit();
    }
  }

  /** Adds a row; what is not given is its default. */
  public Row insert(Table table, Map<String, ?> values) {
    try (Transaction tx = database.begin(MAIN)) {
      Row row = tx.insert(table, values);
      tx.commit();
      return row;
    }
  }

  /** Changes one cell, by the name of its column; whether there is such a row. */
  public boolean update(Table table, List<?> key, String column, @Nullable Object value) {
    int position = table.positionOf(column);
    try (Transaction tx = database.begin(MAIN)) {
      int pieces = tx.update(table, key, row -> table.accept(row.with(position, value)), null);
      tx.commit();
      return pieces > 0;
    }
  }

  /** Takes a row away; whether there was one. */
  public boolean delete(Table table, List<?> key) {
    try (Transaction tx = database.begin(MAIN)) {
      boolean was = tx.delete(table, key, null);
      tx.commit();
      return was;
    }
  }

  /** What a replica of some version lacks, in causal order; all of it in memory. */
  public List<Commit> pending(VersionVector since) {
    List<Commit> commits = new ArrayList<>();
    CommitCursor lacking = database.replica().since(since);
    while (lacking.next()) {
      commits.add(lacking.commit());
    }
    return commits;
  }

  /**
   * Takes in what others made, in whatever order it comes; what is here already changes nothing.
   * What comes before that which it builds on waits, and is taken in with that.
   */
  public Merged mergeRemote(List<Commit> commits) {
    return mergeRemote(commits, Contents.NONE);
  }

  /**
   * Likewise.
   *
   * @param contents payloads that are kept beside the log, see {@code Replica.content}
   */
  public Merged mergeRemote(List<Commit> commits, Contents contents) {
    View before = database.view();
    Arrival arrival = waiting.adopt(commits, contents);
    List<Difference> changes = new ArrayList<>();
    Differences all = before.differencesTo(database.view());
    while (arrival.adopted().commits() > 0 && all.next()) {
      changes.add(all.difference());
    }
    return new Merged(arrival.adopted(), changes, arrival.waiting());
  }

  /** How far each origin has got here, and what that has come to. */
  public Standing state() {
    return database.replica().standing();
  }
}
