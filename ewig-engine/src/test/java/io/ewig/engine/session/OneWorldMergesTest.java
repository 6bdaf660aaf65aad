package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.World;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Merges into branches that are about one world, and from there on. */
class OneWorldMergesTest extends MergeScene {

  private static final World SHED = World.of("a://shed");

  private void tell(String branch, World world, String json) {
    commit(branch, tx -> tx.append(EventBuilder.in(world).type("StateChanged").json(json).build()));
  }

  private String told(String branch, World world) {
    return db.view(branch, When.NOW).object(world, "o").orElseThrow().text();
  }

  private MergeResult merge(String source, String into) {
    return merges.merge(source, into, MergeStrategy.AUTOMATIC, new Words());
  }

  private void bothWorldsChangeOnDev() {
    tell("main", GARDEN, "{\"id\":\"o\",\"roses\":1}");
    tell("main", SHED, "{\"id\":\"o\",\"pots\":1}");
    db.branches().create("dev", "main");
    db.branches().create("one", "main", When.NOW, GARDEN);
    tell("dev", GARDEN, "{\"id\":\"o\",\"roses\":2}");
    tell("dev", SHED, "{\"id\":\"o\",\"pots\":2}");
  }

  @Test
  void whatABranchAboutOneWorldHasLeftIsMergedLater() {
    bothWorldsChangeOnDev();
    tell("main", World.of("a://third"), "{\"id\":\"o\"}");
    assertThat(merge("dev", "one")).isInstanceOf(MergeResult.Merged.class);
    assertThat(merge("dev", "one")).isInstanceOf(MergeResult.UpToDate.class);
    assertThat(merge("one", "main")).isInstanceOf(MergeResult.Merged.class);
    assertThat(merge("one", "main")).isInstanceOf(MergeResult.UpToDate.class);
    assertThat(told("main", GARDEN)).isEqualTo("{\"roses\":2}");
    assertThat(told("main", SHED)).isEqualTo("{\"pots\":1}");
    assertThat(merge("dev", "main")).isInstanceOf(MergeResult.Merged.class);
    assertThat(told("main", SHED)).isEqualTo("{\"pots\":2}");
    assertThat(merge("dev", "main")).isInstanceOf(MergeResult.UpToDate.class);
  }

  @Test
  void aBranchAboutOneWorldDoesNotMoveOnToAllOfThem() {
    bothWorldsChangeOnDev();
    assertRefused(
        ErrorCode.NOT_FAST_FORWARD,
        () -> merges.merge("dev", "one", MergeStrategy.FAST_FORWARD, new Words()));
    assertThat(merge("dev", "one")).isInstanceOf(MergeResult.Merged.class);
    assertThat(told("one", GARDEN)).isEqualTo("{\"roses\":2}");
    assertThat(told("one", SHED)).isEqualTo("{\"pots\":1}");
  }

  @Test
  void whoHasMergedAllIntoABranchAboutOneWorldIsNotAheadOfAll() {
    bothWorldsChangeOnDev();
    assertThat(merge("dev", "one")).isInstanceOf(MergeResult.Merged.class);
    assertThat(merge("one", "dev")).isInstanceOf(MergeResult.Merged.class);
    assertThat(told("dev", GARDEN)).isEqualTo("{\"roses\":2}");
    assertThat(told("dev", SHED)).isEqualTo("{\"pots\":2}");
  }

  /** In the one world the base is what came that way. */
  @Test
  void whatCameByWayOfABranchAboutOneWorldCountsOnce() {
    Table plants = plants().mergeLaw("height", MergeLaw.COUNTER).build();
    Table pots =
        new TableBuilder(UUID.randomUUID(), "public", "pots")
            .notNull("id", Type.BIGINT)
            .column("number", Type.INTEGER)
            .mergeLaw("number", MergeLaw.COUNTER)
            .primaryKey("id")
            .build();
    created(pots);
    commit("main", tx -> tx.insert(pots, Row.of(1L, 10), null));
    start(plants, Row.of(1L, "rose", 10));
    db.branches().create("one", "main", When.NOW, plants.world());
    commit("main", tx -> tx.put(pots, Row.of(1L, 11), null));
    commit("dev", tx -> tx.put(pots, Row.of(1L, 15), null));
    put("dev", plants, Row.of(1L, "rose", 15));
    put("one", plants, Row.of(1L, "rose", 11));
    merge("dev", "one");
    merge("one", "main");
    put("dev", plants, Row.of(1L, "rose", 17));
    merge("dev", "main");
    assertThat(rows("main")).containsExactly(Row.of(1L, "rose", 18));
    RowCursor counted = db.view().scan(pots);
    assertThat(counted.next()).isTrue();
    assertThat(counted.row()).isEqualTo(Row.of(1L, 16));
    assertThat(merges.bases(db.view(), db.view("dev", When.NOW))).isEqualTo(List.of(tip("dev")));
  }

  private Object tip(String branch) {
    View now = db.view(branch, When.NOW);
    return merges.bases(now, now).get(0);
  }
}
