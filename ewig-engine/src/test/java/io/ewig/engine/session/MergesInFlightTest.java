package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.branch.At;
import io.ewig.engine.branch.RefChange;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.internal.commit.Proposal;
import io.ewig.engine.log.Durability;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Merges while something that was appended is not on the disk yet. */
class MergesInFlightTest {

  private final TestDatabase db = TestDatabase.onDisk(Durability.DURABLE);
  private final Table plants = MergeScene.strict();

  @BeforeEach
  void aBranchHasGrown() {
    commit("main", tx -> tx.create(plants));
    commit("main", tx -> tx.insert(plants, Row.of(1L, "rose", 40), null));
    db.branches().create("dev", "main");
    commit("dev", tx -> tx.put(plants, Row.of(1L, "Rose", 40), null));
  }

  @AfterEach
  void close() {
    db.close();
  }

  private void commit(String branch, Consumer<Transaction> changes) {
    Transaction tx = db.begin(branch);
    changes.accept(tx);
    tx.commit().orElseThrow();
  }

  private MergeResult merge() {
    return new Merges(db.database()).merge("dev", "main", MergeStrategy.RECURSIVE, new Words());
  }

  private List<Row> rows() {
    return MergeScene.rows(db.view());
  }

  @Test
  void whatIsOnItsWayToTheDiskIsMergedAndInNobodysWay() {
    Transaction tx = db.begin("main");
    tx.put(plants, Row.of(1L, "rose", 41), null);
    tx.commitUnsettled();
    assertThat(db.log().head().size()).isLessThan(db.log().appended().size());
    assertThat(merge()).isInstanceOf(MergeResult.Merged.class);
    assertThat(rows()).containsExactly(Row.of(1L, "Rose", 41));
  }

  @Test
  void whatAResetTookAwayDoesNotComeBackWithAMerge() {
    At start = db.branches().at(db.view());
    commit("main", tx -> tx.put(plants, Row.of(1L, "rose", 90), null));
    RefChange reset = new RefChange.Moved("main", new Branch("main-reset"), start, "reset");
    EventDraft draft = new EventDraft(RefChange.WORLD, reset.type(), null, reset.payload());
    CommitInfo info = CommitInfo.on(RefChange.LINE, List.of());
    Proposal proposal = new Proposal(info, List.of(draft), List.of(), List.of(), () -> null);
    db.database().committer().commitUnsettled(proposal);
    assertThat(db.log().head().size()).isLessThan(db.log().appended().size());
    assertThat(merge()).isInstanceOf(MergeResult.Merged.class);
    assertThat(rows()).containsExactly(Row.of(1L, "Rose", 40));
  }
}
