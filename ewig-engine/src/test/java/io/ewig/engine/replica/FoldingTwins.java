package io.ewig.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.branch.Tag;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.event.World;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two databases to which the same is done at the same times, on several branches, which are merged
 * into each other; one folds its past now and then, and both have to come to the same all along.
 */
final class FoldingTwins implements AutoCloseable {

  private static final Table PLANTS =
      new TableBuilder(new UUID(1, 1), "public", "plants")
          .notNull("id", Type.BIGINT)
          .column("name", Type.VARCHAR)
          .column("color", Type.VARCHAR)
          .column("count", Type.BIGINT)
          .primaryKey("id")
          .index("by_name", "name")
          .mergeLaw("name", MergeLaw.LWW)
          .mergeLaw("color", MergeLaw.LWW)
          .mergeLaw("count", MergeLaw.COUNTER)
          .build();

  private static final Instant YEAR = Instant.parse("2030-01-01T00:00:00Z");
  private static final Origin ABSENT = new Origin(77, 77);

  private final Random random;
  private final Ewig whole;
  private Ewig folding;
  private long now = YEAR.getEpochSecond() * 1_000_000_000L;
  private VersionVector before;
  private int folds;
  private int merges;
  private int refused;

  FoldingTwins(long seed) {
    random = new Random(seed);
    whole = Ewig.open(Path.of("memory"), config());
    folding = Ewig.open(Path.of("memory"), config());
    before = folding.replica().version();
    both(FoldingTwins::plant);
  }

  private Config config() {
    return Config.defaults().withLog(LogKind.MEMORY).withSigning(true).withClock(() -> now);
  }

  int folds() {
    return folds;
  }

  int merges() {
    return merges;
  }

  /** How often the one that folds could not tell what the other can. */
  int refused() {
    return refused;
  }

  List<Ewig> all() {
    return List.of(whole, folding);
  }

  /** Something that is done to a database; the same for the same numbers. */
  private interface Work {
    void on(Ewig db, Random random);
  }

  private void both(Work work) {
    long seed = random.nextLong();
    now += 10_000_000;
    try {
      work.on(folding, new Random(seed));
    } catch (UserException unknown) { // it says that it can't tell, and has changed nothing
      if (unknown.code() != ErrorCode.FOLDED) {
        assertThatThrownBy(() -> work.on(whole, new Random(seed))).hasMessage(unknown.getMessage());
        return;
      }
      refused++;
      return;
    }
    work.on(whole, new Random(seed));
  }

  private static void plant(Ewig db, Random random) {
    try (Transaction begun = db.begin("main")) {
      begun.create(PLANTS);
      begun.commit();
    }
    for (int i = 0; i < 3; i++) {
      change(db, "main", random);
    }
  }

  void step() {
    int kind = random.nextInt(20);
    if (kind < 2) {
      fold();
    } else if (kind < 4) {
      both(FoldingTwins::name);
    } else if (kind < 7) {
      both(this::merge);
    } else if (kind == 7) {
      both(FoldingTwins::define);
    } else if (kind < 10) {
      both(FoldingTwins::append);
    } else {
      both((db, same) -> change(db, branch(db, same), same));
    }
    if (random.nextInt(4) == 0) {
      before = folding.replica().version();
    }
    requireSame();
  }

  private void requireSame() {
    assertThat(folding.state().roots()).isEqualTo(whole.state().roots());
    List<Tag> tags = whole.branches().tags();
    assertThat(folding.branches().tags()).extracting(Tag::name).containsAll(names(tags));
    for (Tag tag : tags) {
      When then = new When.AtTag(tag.name());
      assertThat(folding.view("main", then).root()).isEqualTo(whole.view("main", then).root());
    }
  }

  private static List<String> names(List<Tag> tags) {
    return tags.stream().map(Tag::name).toList();
  }

  /** What was there some time ago, or all of it; whoever was here before is gone. */
  private void fold() {
    now += 10_000_000;
    Set<Origin> gone = new HashSet<>(folding.replica().version().seqs().keySet());
    Map<Origin, VersionVector> said = random.nextBoolean() ? Map.of(ABSENT, before) : Map.of();
    Horizon horizon = folding.replica().horizon(new Acknowledged(said, gone));
    try {
      Ewig fresh = Ewig.beginAt(folding.notary().checkpoint(horizon), Path.of("memory"), config());
      assertThat(Exchange.pull(folding, fresh).isWhole()).isTrue();
      folding.close();
      folding = fresh;
      before = fresh.replica().version();
      folds++;
    } catch (UserException nothing) {
      assertThat(nothing.code()).as(nothing.getMessage()).isEqualTo(ErrorCode.STILL_NEEDED);
    }
  }

  private static String branch(Ewig db, Random random) {
    List<BranchInfo> branches = db.branches().list();
    return branches.get(random.nextInt(branches.size())).name();
  }

  private static void name(Ewig db, Random random) {
    String name = "b" + random.nextInt(3);
    boolean isThere = db.branches().list().stream().anyMatch(each -> each.name().equals(name));
    if (random.nextInt(4) == 0) {
      String tag = "t" + random.nextInt(3);
      boolean isTag = db.branches().tags().stream().anyMatch(each -> each.name().equals(tag));
      if (isTag) {
        db.branches().dropTag(tag);
      } else {
        db.branches().tag(tag, branch(db, random), When.NOW, "so far");
      }
    } else if (!isThere) {
      List<Tag> tags = db.branches().tags();
      boolean isFromTag = !tags.isEmpty() && random.nextInt(3) == 0;
      When when = isFromTag ? new When.AtTag(tags.get(0).name()) : When.NOW;
      db.branches().create(name, branch(db, random), when, only(db, random));
    } else if (random.nextInt(3) == 0) {
      db.branches().drop(name);
    }
  }

  private static @Nullable World only(Ewig db, Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> PLANTS.world();
      case 1 -> World.of("a://garden0");
      default -> null;
    };
  }

  private void merge(Ewig db, Random random) {
    MergeStrategy how =
        List.of(
                MergeStrategy.AUTOMATIC,
                MergeStrategy.THREE_WAY,
                MergeStrategy.RECURSIVE,
                MergeStrategy.OURS,
                MergeStrategy.SQUASH)
            .get(random.nextInt(5));
    String from = branch(db, random);
    String into = branch(db, random);
    if (from.equals(into)) {
      return;
    }
    MergeResult result = db.merges().merge(from, into, how, new Words());
    if (result instanceof MergeResult.Paused paused) {
      db.merges().abort(paused.merge().id());
    }
    merges++;
  }

  private static void define(Ewig db, Random random) {
    try (Transaction transaction = db.begin(branch(db, random))) {
      Table table = transaction.view().table("public", "plants");
      boolean isThere = table.columns().stream().anyMatch(c -> c.name().equals("extra"));
      transaction.alter(
          table,
          isThere
              ? new Alteration.DropColumn("extra")
              : new Alteration.AddColumn(
                  "extra", Type.BIGINT, true, new Default.None(), null, true, MergeLaw.LWW, ""));
      transaction.commit();
    }
  }

  private static void append(Ewig db, Random random) {
    String type =
        List.of("StateChanged", "ObjectCreated", "ObjectDestroyed").get(random.nextInt(3));
    String json =
        "{\"id\":\"" + word(random) + "\",\"x" + random.nextInt(3) + "\":" + number(random) + "}";
    String world = "a://garden" + random.nextInt(2);
    db.batch().add(EventBuilder.in(world).type(type).json(json)).on(branch(db, random)).commit();
  }

  private static void change(Ewig db, String branch, Random random) {
    try (Transaction transaction = db.begin(branch)) {
      Table plants = transaction.view().table("public", "plants");
      long id = random.nextInt(4);
      ValidPeriod valid = period(random);
      int position = 1 + random.nextInt(plants.columns().size() - 1);
      Object value = value(plants, position, random);
      if (random.nextInt(8) == 0) {
        transaction.delete(plants, List.of(id), valid);
      } else if (transaction.update(plants, List.of(id), row -> row.with(position, value), valid)
          == 0) {
        @Nullable Object[] values = new @Nullable Object[plants.columns().size()];
        values[0] = id;
        values[position] = value;
        transaction.put(plants, Row.wrap(values), valid);
      }
      transaction.commit();
    }
  }

  private static @Nullable ValidPeriod period(Random random) {
    int from = random.nextInt(5);
    return random.nextInt(3) > 0
        ? null
        : new ValidPeriod(
            YEAR.plusSeconds(100 * from), YEAR.plusSeconds(100 * (from + 1 + random.nextInt(4))));
  }

  private static Object value(Table plants, int position, Random random) {
    boolean isText = plants.columns().get(position).type().equals(Type.VARCHAR);
    return isText ? word(random) : number(random);
  }

  private static String word(Random random) {
    return List.of("rose", "aster", "tulip", "fern").get(random.nextInt(4));
  }

  private static Long number(Random random) {
    return (long) random.nextInt(50);
  }

  @Override
  public void close() {
    List<Ewig> open = new ArrayList<>(all());
    open.forEach(Ewig::close);
  }
}
