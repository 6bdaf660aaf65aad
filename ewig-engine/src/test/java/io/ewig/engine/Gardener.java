package io.ewig.engine;

import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Payload;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.MergeResult;
import io.ewig.engine.session.Merges;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.When;
import io.ewig.engine.session.Words;
import io.ewig.engine.store.GarbageCollection;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does with a database all that one can do, and says of each thing when it is acknowledged; {@link
 * Acknowledged} understands what it says.
 *
 * <p>Several may share a database: each has branches of its own, and main belongs to all.
 */
final class Gardener {

  static final Table PLANTS =
      new TableBuilder(new UUID(1, 2), "public", "plants")
          .notNull("id", Type.INTEGER)
          .column("name", Type.VARCHAR)
          .primaryKey("id")
          .index("plants_name", "name")
          .build();

  static final String WORLD = "a://garden";

  private static final int PLANTS_MAX = 60;
  private static final int CHANGES_MAX = 12;
  private static final int BRANCHES_MAX = 6;

  private final Ewig db;
  private final Randoms random;
  private final String name;
  private final Consumer<String> said;
  private final List<String> own = new ArrayList<>();
  private int made;

  /**
   * @param name unlike that of any other gardener that this database has seen
   */
  Gardener(Ewig db, Randoms random, String name, Consumer<String> said) {
    this.db = db;
    this.random = random;
    this.name = name;
    this.said = said;
  }

  /** Makes the table, if it is not there; before any gardener works. */
  static void plan(Ewig db) {
    try (Transaction transaction = db.begin("main")) {
      if (transaction.view().catalog().find("public", "plants").isEmpty()) {
        transaction.create(PLANTS);
        transaction.commit();
      }
    }
  }

  /** One thing, or the attempt: somebody else may have been first. */
  void work() {
    try {
      switch (random.below(40)) {
        case 0, 1, 2 -> create();
        case 3 -> rename();
        case 4 -> drop();
        case 5 -> reset();
        case 6 -> tag();
        case 7, 8, 9 -> merge();
        case 10 -> photo();
        case 11 -> root(branch());
        case 12 -> collect();
        case 13, 14, 15, 16, 17, 18, 19, 20 -> tell();
        default -> plant();
      }
    } catch (ConflictException othersWereFirst) {
      said.accept("refused " + othersWereFirst.code());
    }
  }

  private String branch() {
    return own.isEmpty() || random.oneIn(3) ? "main" : own.get(random.below(own.size()));
  }

  private String fresh() {
    return name + "-" + ++made;
  }

  private void ack(Object... words) {
    StringBuilder line = new StringBuilder("ack");
    for (Object word : words) {
      line.append(' ').append(word);
    }
    said.accept(line.toString());
  }

  private void plant() {
    String branch = branch();
    Map<Integer, @Nullable String> changed = new TreeMap<>();
    try (Transaction transaction = db.begin(branch)) {
      for (int i = random.below(CHANGES_MAX); i >= 0; i--) {
        int id = random.below(PLANTS_MAX);
        if (random.oneIn(4)) {
          if (transaction.delete(PLANTS, List.of(id), null)) {
            changed.put(id, null);
          }
        } else {
          String value = fresh() + "x".repeat(random.oneIn(10) ? 2000 : random.below(60));
          transaction.put(PLANTS, Row.of(id, value), null);
          changed.put(id, value);
        }
      }
      Commit commit = transaction.commit().orElse(null);
      if (commit != null) {
        changed.forEach(
            (id, value) -> ack("row", commit.firstSeq(), branch, id, value == null ? "-" : value));
      }
    }
  }

  private void tell() {
    String branch = branch();
    String object = "o" + random.below(8);
    int value = ++made;
    EventBuilder event = EventBuilder.in(WORLD).type("StateChanged");
    event.json("{\"id\":\"" + object + "\",\"by\":\"" + name + "\",\"n\":" + value + "}");
    long seq = db.batch().on(branch).add(event).commit().firstSeq();
    ack("object", seq, branch, object, value);
  }

  /** More than the log itself holds. */
  private void photo() {
    int seed = random.below(1 << 30);
    int length = Payload.INLINE_BYTES_MAX + 1 + random.below(1000);
    EventBuilder event = EventBuilder.in(WORLD).type("Photo").payload(photo(seed, length));
    ack("blob", db.batch().on(branch()).add(event).commit().firstSeq(), seed, length);
  }

  /** Half of it can be compressed away. */
  static byte[] photo(int seed, int length) {
    byte[] bytes = new byte[length];
    byte[] noise = new Randoms(seed).bytes(length / 2);
    System.arraycopy(noise, 0, bytes, 0, noise.length);
    return bytes;
  }

  private void create() {
    if (own.size() < BRANCHES_MAX) {
      String fresh = fresh();
      BranchInfo made = db.branches().create(fresh, branch());
      own.add(fresh);
      ack("branch", made.seq(), fresh);
    }
  }

  private void rename() {
    if (!own.isEmpty()) {
      String old = own.remove(random.below(own.size()));
      String fresh = fresh();
      db.branches().rename(old, fresh);
      own.add(fresh);
      ack("branch", db.head().size() - 1, fresh);
      ack("gone", db.head().size() - 1, old);
    }
  }

  private void drop() {
    if (!own.isEmpty()) {
      String old = own.remove(random.below(own.size()));
      db.branches().drop(old);
      ack("gone", db.head().size() - 1, old);
    }
  }

  private void reset() {
    if (!own.isEmpty()) {
      String branch = own.get(random.below(own.size()));
      db.branches().reset(branch, "main", When.NOW);
      ack("branch", db.head().size() - 1, branch);
      root(branch);
    }
  }

  private void tag() {
    String fresh = fresh();
    String branch = branch();
    db.branches().tag(fresh, branch, When.NOW, "of " + branch);
    ack("tag", fresh, db.view(branch, new When.AtTag(fresh)).root());
  }

  private void root(String branch) {
    long seq = db.head().size() - 1;
    ack("root", seq, branch, db.view(branch, new When.AfterEvent(seq)).root());
  }

  private void merge() {
    String from = branch();
    String into = branch();
    MergeStrategy how =
        random.of(
            MergeStrategy.AUTOMATIC,
            MergeStrategy.OURS,
            MergeStrategy.THEIRS,
            MergeStrategy.THREE_WAY,
            MergeStrategy.RECURSIVE,
            MergeStrategy.SQUASH);
    Merges merges = db.merges();
    MergeResult result = merges.merge(from, into, how, new Words().author(name));
    if (result instanceof MergeResult.Paused paused) {
      String waiting = paused.merge().id();
      if (random.oneIn(2)) {
        merges.settleAll(waiting, Resolution.Take.THEIRS);
        result = merges.complete(waiting);
      }
      if (result instanceof MergeResult.Paused) {
        merges.abort(waiting);
      }
    }
    if (result instanceof MergeResult.Merged merged) {
      ack("merged", merged.commit().firstSeq(), merged.commit().info().parents().size());
    }
    root(into);
  }

  private void collect() {
    try (GarbageCollection collection = db.state().collect()) {
      int steps = random.oneIn(2) ? Integer.MAX_VALUE : random.below(4);
      while (steps-- > 0 && collection.step()) {
        Thread.onSpinWait();
      }
    } catch (ResourceException another) { // there is one at a time
      said.accept("refused " + another.code());
    }
  }
}
