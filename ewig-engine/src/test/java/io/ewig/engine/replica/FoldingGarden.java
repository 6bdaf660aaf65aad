package io.ewig.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.inception.SignedCheckpoint;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.MergeResult;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.When;
import io.ewig.engine.session.Words;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Replicas that write apart, meet, and fold what lies behind them now and then, beside one that
 * never folds anything: all of it follows from one seed.
 */
final class FoldingGarden implements AutoCloseable {

  private static final Table PLANTS =
      new TableBuilder(new UUID(1, 1), "public", "plants")
          .notNull("id", Type.BIGINT)
          .column("name", Type.VARCHAR)
          .column("count", Type.BIGINT)
          .column("peak", Type.BIGINT)
          .column("tags", Type.array(Type.VARCHAR))
          .column("notes", Type.VARCHAR)
          .primaryKey("id")
          .index("by_name", "name")
          .mergeLaw("count", MergeLaw.COUNTER)
          .mergeLaw("peak", MergeLaw.MAX)
          .mergeLaw("tags", MergeLaw.SET)
          .mergeLaw("notes", MergeLaw.TEXT)
          .build();

  private static final Instant YEAR = Instant.parse("2030-01-01T00:00:00Z");

  private final Random random;
  private final List<Ewig> all = new ArrayList<>(); // the first never folds
  private final Set<Origin> retired = new HashSet<>();
  private final Map<Origin, VersionVector> said = new HashMap<>();
  private final List<Long> clocks = new ArrayList<>();
  private int folded;
  private int refused;
  private String why = "";

  FoldingGarden(long seed) {
    this.random = new Random(seed);
    for (int i = 0; i < 2 + seed % 3; i++) {
      all.add(Ewig.open(Path.of("memory"), config()));
    }
    try (Transaction begun = all.get(0).begin("main")) {
      begun.create(PLANTS);
      begun.commit();
    }
    for (Ewig each : all) {
      Exchange.pull(all.get(0), each);
      said.put(each.replica().self(), each.replica().version()); // all know of each other
    }
  }

  private Config config() {
    int replica = clocks.size();
    clocks.add(YEAR.getEpochSecond() * 1_000_000_000L + random.nextInt(1_000_000_000));
    return Config.defaults()
        .withLog(LogKind.MEMORY)
        .withSigning(true)
        .withClock(() -> tick(replica));
  }

  private long tick(int replica) {
    long now = clocks.get(replica) + 1 + random.nextInt(2_000_000);
    clocks.set(replica, now);
    return now;
  }

  /** How many times something was folded. */
  int folded() {
    return folded;
  }

  /** How many times somebody was told that it lacks what is folded. */
  int refused() {
    return refused;
  }

  /** What was said last to one who lacks what is folded. */
  String why() {
    return why;
  }

  void step() {
    int kind = random.nextInt(10);
    if (kind < 3) {
      gossip();
    } else if (kind == 3) {
      fold(Set.of());
    } else {
      write(any());
    }
  }

  Ewig any() {
    return all.get(random.nextInt(all.size()));
  }

  void gossip() {
    meet(any(), any());
  }

  /** What one has goes to the other, which says what it has then. */
  private void meet(Ewig from, Ewig to) {
    try {
      Adopted adopted = Exchange.pull(from, to);
      adopted.refusal().ifPresent(this::foldedIsWhy);
    } catch (UserException tooOld) {
      assertThat(tooOld.code()).isEqualTo(ErrorCode.FOLDED);
      why = String.valueOf(tooOld.getMessage());
      refused++;
    }
    if (random.nextBoolean()) {
      said.put(to.replica().self(), to.replica().version());
    }
  }

  private void foldedIsWhy(Refusal refusal) {
    assertThat(refusal.reason()).as(refusal.text()).isEqualTo(Refusal.Reason.FOLDED);
    why = refusal.text();
    refused++;
  }

  /**
   * Some replica that is not the first folds what it can, and goes on as another one; or another
   * one joins that begins there.
   *
   * @param ignored who is not waited for, though it goes on writing
   */
  void fold(Set<Origin> ignored) {
    Ewig old = all.get(random.nextInt(all.size()));
    Set<Origin> gone = new HashSet<>(retired);
    gone.addAll(ignored);
    Horizon horizon = old.replica().horizon(new Acknowledged(said, gone));
    Optional<SignedCheckpoint> checkpoint = checkpoint(old, horizon);
    if (checkpoint.isEmpty()) {
      return;
    }
    folded++;
    Ewig fresh = Ewig.beginAt(checkpoint.get(), Path.of("memory"), config());
    Adopted rest = Exchange.pull(old, fresh);
    assertThat(rest.isWhole()).as("%s %s", rest, horizon).isTrue();
    assertThat(fresh.replica().root()).isEqualTo(old.replica().root());
    said.put(fresh.replica().self(), fresh.replica().version());
    int at = all.indexOf(old);
    if (at > 0 && random.nextBoolean()) {
      retired.add(old.replica().self());
      all.set(at, fresh);
      old.close();
    } else {
      all.add(fresh);
    }
  }

  private static Optional<SignedCheckpoint> checkpoint(Ewig db, Horizon horizon) {
    try {
      return Optional.of(db.notary().checkpoint(horizon));
    } catch (UserException nothingToFold) {
      assertThat(nothingToFold.code()).isEqualTo(ErrorCode.STILL_NEEDED);
      return Optional.empty();
    }
  }

  /** Everybody gets everything, as far as that is possible; the roots. */
  List<Hash> heal() {
    for (int round = 0; round < 2; round++) {
      all.forEach(from -> all.forEach(to -> meet(from, to)));
    }
    return all.stream().map(db -> db.replica().root()).toList();
  }

  Ewig first() {
    return all.get(0);
  }

  List<Ewig> all() {
    return all;
  }

  void write(Ewig db) {
    int kind = random.nextInt(12);
    if (kind == 0) {
      define(db);
    } else if (kind == 1) {
      name(db);
    } else if (kind < 5) {
      append(db);
    } else {
      change(db);
    }
  }

  private void define(Ewig db) {
    try (Transaction transaction = db.begin("main")) {
      Table table = transaction.view().table("public", "plants");
      String name = "extra" + random.nextInt(2);
      boolean isThere = table.columns().stream().anyMatch(c -> c.name().equals(name));
      if (random.nextInt(3) == 0) {
        transaction.alter(table, new Alteration.SetDeletionsWin(!table.deletionsWin()));
      } else if (isThere) {
        transaction.alter(table, new Alteration.DropColumn(name));
      } else {
        transaction.alter(
            table,
            new Alteration.AddColumn(
                name, Type.BIGINT, true, new Default.None(), null, true, MergeLaw.LWW, ""));
      }
      transaction.commit();
    }
  }

  private void name(Ewig db) {
    int kind = random.nextInt(4);
    String name = "dev" + random.nextInt(2);
    boolean isThere = db.branches().list().stream().anyMatch(b -> b.name().equals(name));
    if (kind == 0) {
      tag(db);
    } else if (kind == 1) {
      merge(db);
    } else if (isThere) {
      db.branches().drop(name);
    } else {
      db.branches().create(name, branch(db));
    }
  }

  private void tag(Ewig db) {
    if (db.branches().tags().isEmpty()) {
      db.branches().tag("spring", branch(db), When.NOW, "");
    } else {
      db.branches().dropTag(db.branches().tags().get(0).name());
    }
  }

  /** What can't be merged by itself is not merged. */
  private void merge(Ewig db) {
    String from = branch(db);
    String into = branch(db);
    if (from.equals(into)) {
      return;
    }
    MergeResult result = db.merges().merge(from, into, MergeStrategy.THREE_WAY, new Words());
    if (result instanceof MergeResult.Paused paused) {
      db.merges().abort(paused.merge().id());
    }
  }

  private String branch(Ewig db) {
    List<BranchInfo> branches = db.branches().list();
    return branches.get(random.nextInt(branches.size())).name();
  }

  private void append(Ewig db) {
    String type =
        List.of("StateChanged", "ObjectCreated", "ObjectDestroyed").get(random.nextInt(3));
    String json = "{\"id\":\"" + word() + "\",\"x" + random.nextInt(3) + "\":" + number() + "}";
    String world = "a://garden" + random.nextInt(2);
    db.batch().add(EventBuilder.in(world).type(type).json(json)).on(branch(db)).commit();
  }

  private void change(Ewig db) {
    try (Transaction transaction = db.begin(branch(db))) {
      Table plants = transaction.view().table("public", "plants");
      long id = random.nextInt(3);
      ValidPeriod valid = period();
      if (random.nextInt(8) == 0) {
        transaction.delete(plants, List.of(id), valid);
      } else if (transaction.update(plants, List.of(id), row -> changed(plants, row), valid) == 0) {
        transaction.put(plants, row(plants, id), valid);
      }
      transaction.commit();
    }
  }

  private @Nullable ValidPeriod period() {
    int from = random.nextInt(5);
    return random.nextInt(3) > 0
        ? null
        : new ValidPeriod(
            YEAR.plusSeconds(100 * from), YEAR.plusSeconds(100 * (from + 1 + random.nextInt(4))));
  }

  private Row row(Table plants, long id) {
    @Nullable Object[] values = new @Nullable Object[plants.columns().size()];
    values[0] = id;
    for (int i = 1; i < values.length; i++) {
      values[i] = value(plants, i, null);
    }
    return Row.wrap(values);
  }

  private Row changed(Table plants, Row row) {
    int position = 1 + random.nextInt(row.size() - 1);
    return row.with(position, value(plants, position, row.get(position)));
  }

  private @Nullable Object value(Table plants, int position, @Nullable Object now) {
    String column = plants.columns().get(position).name();
    return switch (column) {
      case "name" -> word();
      case "tags" -> random.nextBoolean() ? List.of("a", word()) : List.of("b");
      case "notes" -> now == null ? word() : word() + ((String) now) + word();
      default -> number();
    };
  }

  private String word() {
    return List.of("rose", "aster", "tulip", "fern").get(random.nextInt(4));
  }

  private Long number() {
    return (long) random.nextInt(50);
  }

  @Override
  public void close() {
    all.forEach(Ewig::close);
  }
}
