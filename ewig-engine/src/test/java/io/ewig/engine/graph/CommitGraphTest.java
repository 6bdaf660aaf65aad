package io.ewig.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Tier;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventId;
import io.ewig.engine.log.Randoms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommitGraphTest {

  private static final int DAGS = Tier.count(10_000, 100_000);

  @Test
  void answersAreThoseOfBruteForce() {
    Randoms random = new Randoms(7401);
    int crisscross = 0;
    int unrelated = 0;
    for (int i = 0; i < DAGS; i++) {
      RandomDag dag = RandomDag.of(random, 1 + random.below(40), 1 + random.below(12));
      for (int question = 0; question < 5; question++) {
        int a = random.below(dag.size());
        int b = random.below(dag.size());
        String what = "dag " + i + " of seed " + random.seed() + ": " + a + ", " + b;
        List<EventId> bases = MergeBase.all(dag.graph(), RandomDag.id(a), RandomDag.id(b));
        assertThat(bases).as(what).isEqualTo(dag.bases(a, b));
        assertThat(Ancestry.isAncestor(dag.graph(), RandomDag.id(a), RandomDag.id(b)))
            .as(what)
            .isEqualTo(dag.reach(b).get(a));
        assertThat(Ancestry.distance(dag.graph(), RandomDag.id(a), RandomDag.id(b)))
            .as(what)
            .isEqualTo(new Ancestry.Distance(dag.onlyIn(a, b), dag.onlyIn(b, a)));
        crisscross += bases.size() > 1 ? 1 : 0;
        unrelated += bases.isEmpty() ? 1 : 0;
      }
    }
    assertThat(crisscross).isGreaterThan(DAGS / 20);
    assertThat(unrelated).isGreaterThan(DAGS / 20);
  }

  @Test
  void theLogShowsEachCommitOnceAndChildrenFirst() {
    Randoms random = new Randoms(7402);
    for (int i = 0; i < DAGS / 2; i++) {
      RandomDag dag = RandomDag.of(random, 1 + random.below(40), 1 + random.below(12));
      List<EventId> heads = new ArrayList<>();
      for (int h = random.below(5); h >= 0; h--) {
        heads.add(RandomDag.id(random.below(dag.size())));
      }
      List<EventId> log = new ArrayList<>();
      new CommitLog(dag.graph(), heads).forEachRemaining(node -> log.add(node.id()));
      assertThat(log).as("dag %s", i).isEqualTo(naiveLog(dag, heads));
    }
  }

  /** Takes again and again the newest commit that no other one left descends from. */
  private static List<EventId> naiveLog(RandomDag dag, List<EventId> heads) {
    Set<Integer> left = new HashSet<>();
    heads.forEach(head -> dag.reach(RandomDag.at(head)).stream().forEach(left::add));
    List<EventId> log = new ArrayList<>();
    while (!left.isEmpty()) {
      int next =
          left.stream()
              .filter(c -> left.stream().noneMatch(d -> d != c && dag.reach(d).get(c)))
              .max(Integer::compare)
              .orElseThrow();
      left.remove(next);
      log.add(RandomDag.id(next));
    }
    return log;
  }

  /** In this order, ids do not follow the descent: what an import can bring. */
  @Test
  void childrenComeFirstEvenIfTheirIdsAreOlder() {
    EventId root = new EventId(9, 0);
    EventId left = new EventId(1, 0);
    EventId right = new EventId(5, 0);
    EventId tip = new EventId(3, 0);
    CommitGraph graph =
        id ->
            switch ((int) id.high()) {
              case 9 -> new CommitNode(root, List.of(), 1);
              case 1 -> new CommitNode(left, List.of(root), 2);
              case 5 -> new CommitNode(right, List.of(root), 2);
              default -> new CommitNode(tip, List.of(left, right), 3);
            };
    List<EventId> log = new ArrayList<>();
    new CommitLog(graph, List.of(right, tip)).forEachRemaining(node -> log.add(node.id()));
    assertThat(log).containsExactly(tip, right, left, root);
  }

  @Test
  void theFirstParentsAreABranchsOwnLine() {
    RandomDag dag = new RandomDag();
    dag.add(List.of());
    dag.add(List.of(0));
    dag.add(List.of(0));
    dag.add(List.of(2, 1));
    List<EventId> line = new ArrayList<>();
    FirstParents parents = new FirstParents(dag.graph(), RandomDag.id(3));
    parents.forEachRemaining(node -> line.add(node.id()));
    assertThat(line).containsExactly(RandomDag.id(3), RandomDag.id(2), RandomDag.id(0));
    assertThatThrownBy(parents::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void anEndedLogSaysSo() {
    CommitLog log = new CommitLog(new RandomDag().graph(), List.of());
    assertThat(log.hasNext()).isFalse();
    assertThatThrownBy(log::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aFastForwardIsSeenAsOne() {
    RandomDag dag = new RandomDag();
    dag.add(List.of());
    dag.add(List.of(0));
    assertThat(Ancestry.distance(dag.graph(), RandomDag.id(0), RandomDag.id(1)).isFastForward())
        .isTrue();
    assertThat(Ancestry.distance(dag.graph(), RandomDag.id(1), RandomDag.id(0)).isFastForward())
        .isFalse();
  }

  @Test
  void aMergeBaseCostsTheCommitsBetweenAndNotTheHistory() {
    RandomDag dag = lineWithTwoBranches(20_000, 10);
    EventId ours = RandomDag.id(dag.size() - 2);
    EventId theirs = RandomDag.id(dag.size() - 1);
    assertThat(MergeBase.all(dag.graph(), ours, theirs)).containsExactly(RandomDag.id(19_999));
    assertThat(dag.lookups()).isLessThan(30);
    assertThat(Ancestry.distance(dag.graph(), ours, theirs))
        .isEqualTo(new Ancestry.Distance(10, 10));
    assertThat(dag.lookups()).isLessThan(30);
    assertThat(Ancestry.isAncestor(dag.graph(), RandomDag.id(19_990), ours)).isTrue();
    assertThat(dag.lookups()).isLessThan(40);
    CommitLog log = new CommitLog(dag.graph(), List.of(ours, theirs));
    log.next();
    assertThat(dag.lookups()).isLessThan(10);
  }

  /** One side has swallowed a whole other history: none of it can be in common. */
  @Test
  void whatOnlyOneSideHasIsNotWalkedToItsEnd() {
    RandomDag dag = lineWithTwoBranches(2_000, 5);
    int stranger = dag.add(List.of());
    for (int i = 0; i < 1_990; i++) {
      stranger = dag.add(List.of(stranger));
    }
    int ours = dag.add(List.of(2_008, stranger));
    MergeBase.all(dag.graph(), RandomDag.id(ours), RandomDag.id(2_009));
    assertThat(dag.lookups()).isLessThan(60);
  }

  private static RandomDag lineWithTwoBranches(int length, int branch) {
    RandomDag dag = new RandomDag();
    dag.add(List.of());
    for (int i = 1; i < length; i++) {
      dag.add(List.of(i - 1));
    }
    int ours = length - 1;
    int theirs = length - 1;
    for (int i = 0; i < branch; i++) {
      ours = dag.add(List.of(ours));
      theirs = dag.add(List.of(theirs));
    }
    return dag;
  }

  @Test
  void anUnknownCommitIsTheGraphsToRefuse() {
    CommitGraph empty =
        id -> {
          throw new UserException(ErrorCode.NOT_FOUND, "no commit " + id);
        };
    EventId id = RandomDag.id(0);
    assertThatThrownBy(() -> MergeBase.all(empty, id, id)).hasMessageContaining("no commit");
    assertThatThrownBy(() -> Ancestry.isAncestor(empty, id, id)).hasMessageContaining("no commit");
    assertThatThrownBy(() -> new CommitLog(empty, List.of(id))).hasMessageContaining("no commit");
  }

  @Test
  void generationsThatDoNotFallAreADefect() {
    CommitGraph circle = id -> new CommitNode(id, Collections.nCopies(1, RandomDag.id(7)), 1);
    assertThatThrownBy(() -> MergeBase.all(circle, RandomDag.id(1), RandomDag.id(2)))
        .isInstanceOf(InternalException.class)
        .hasMessageContaining("generation");
  }
}
