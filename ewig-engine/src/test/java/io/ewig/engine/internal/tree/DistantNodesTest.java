package io.ewig.engine.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Randoms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A tree that lies elsewhere is compared with one that is here. */
class DistantNodesTest {

  private static final int PLANTS = 20_000;

  private final MemoryNodes near = new MemoryNodes();
  private final MemoryNodes far = new MemoryNodes();
  private final TreeMap<byte[], byte[]> plants = Garden.plants(PLANTS);
  private final Tree here = Garden.build(new Nodes(near, 1 << 20), plants);
  private int requests;
  private int fetched;
  private int roomFor = Integer.MAX_VALUE;

  private final DistantNodes.Near nearby =
      new DistantNodes.Near() {
        @Override
        public boolean has(Hash address) {
          return near.has(address);
        }

        @Override
        public byte[] get(Hash address) {
          return near.get(address);
        }
      };

  private List<byte[]> fetch(List<Hash> addresses) {
    requests++;
    List<byte[]> found = new ArrayList<>();
    for (Hash address : addresses.subList(0, Math.min(roomFor, addresses.size()))) {
      if (far.has(address)) {
        found.add(far.get(address));
      }
    }
    fetched += found.size();
    return found;
  }

  private Differences differences(Tree there, Scope scope) {
    Nodes distant = new Nodes(new DistantNodes(nearby, this::fetch, scope), 1 << 20);
    return here.differences(Tree.at(distant, there.root()), scope);
  }

  private Tree there(TreeMap<byte[], byte[]> changed) {
    return Garden.build(new Nodes(far, 1 << 20), changed);
  }

  private static int count(Differences differences) {
    int count = 0;
    while (differences.next()) {
      count++;
    }
    return count;
  }

  private TreeMap<byte[], byte[]> withChanges(int count) {
    TreeMap<byte[], byte[]> changed = new TreeMap<>(plants);
    Randoms random = new Randoms(count);
    List<byte[]> keys = new ArrayList<>(plants.keySet());
    Set<Integer> places = new HashSet<>();
    while (places.size() < count) {
      places.add(random.below(keys.size()));
    }
    places.forEach(place -> changed.put(keys.get(place), random.bytes(9)));
    return changed;
  }

  @Test
  void whatDiffersIsFetchedLevelByLevel() {
    Tree there = there(withChanges(10));
    assertThat(count(differences(there, Scope.ALL))).isEqualTo(10);
    assertThat(requests).isEqualTo(there.top().level() + 1);
    assertThat(fetched).isLessThan(40);
  }

  @Test
  void aTreeOfWhichNothingIsHereComesInBatches() {
    Tree there = there(Garden.plants(PLANTS + 5_000));
    Tree nothing = Tree.empty(new Nodes(new MemoryNodes(), 0));
    DistantNodes.Near none =
        new DistantNodes.Near() {
          @Override
          public boolean has(Hash address) {
            return false;
          }

          @Override
          public byte[] get(Hash address) {
            throw new AssertionError(address);
          }
        };
    Nodes distant = new Nodes(new DistantNodes(none, this::fetch, Scope.ALL), 1 << 20);
    int count = count(nothing.differences(Tree.at(distant, there.root())));
    assertThat(count).isEqualTo(PLANTS + 5_000);
    assertThat(requests).isLessThan(2 + fetched / 20);
  }

  @Test
  void whatThereIsNoRoomForIsAskedForAgain() {
    Tree there = there(withChanges(50));
    roomFor = 3;
    assertThat(count(differences(there, Scope.ALL))).isEqualTo(50);
    assertThat(requests).isGreaterThan(fetched / 3);
  }

  @Test
  void whatIsOutOfTheScopeIsNotFetched() {
    Tree there = there(withChanges(100));
    byte[] first = plants.firstKey();
    assertThat(count(differences(there, Scope.of(List.of(first))))).isLessThan(2);
    assertThat(fetched).isLessThan(8);
  }

  @Test
  void aNodeThatIsGoneThereIsNamed() {
    Tree there = there(withChanges(10));
    roomFor = 0;
    assertThatThrownBy(() -> differences(there, Scope.ALL))
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining(there.root().toString())
        .hasMessageContaining("compare again");
  }

  @Test
  void nothingIsPutThere() {
    DistantNodes distant = new DistantNodes(nearby, this::fetch, Scope.ALL);
    assertThatThrownBy(() -> distant.put(new byte[1])).isInstanceOf(UserException.class);
  }
}
