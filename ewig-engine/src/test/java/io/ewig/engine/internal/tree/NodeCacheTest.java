package io.ewig.engine.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Randoms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class NodeCacheTest {

  private static final int PLANTS = 20_000;

  private final MemoryNodes store = new MemoryNodes();
  private final TreeMap<byte[], byte[]> map = Garden.plants(PLANTS);
  private final Tree built = Garden.build(new Nodes(store, 0), map);

  @Test
  void whatIsCachedIsReadOnce() {
    Tree tree = Tree.at(new Nodes(store, 64 << 20), built.root());
    readAll(tree);
    int gets = store.gets();
    readAll(tree);
    assertThat(store.gets()).isEqualTo(gets);
  }

  @Test
  void withoutMemoryEachStepReads() {
    Tree tree = Tree.at(new Nodes(store, 0), built.root());
    int gets = store.gets();
    tree.get(Garden.key(2));
    tree.get(Garden.key(2));
    assertThat(store.gets() - gets).isEqualTo(2 * tree.top().level());
  }

  @Test
  void theCacheStaysWithinItsBytes() {
    NodeCache cache = new NodeCache(200_000);
    Randoms random = new Randoms(4);
    List<NodeCache.Slot> slots = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      NodeWriter leaf = new NodeWriter(0);
      leaf.add(Garden.key(i), random.bytes(random.below(1000)), store);
      byte[] bytes = leaf.toBytes();
      var address = store.put(bytes);
      slots.add(cache.put(address, NodeReader.read(bytes, address)));
      assertThat(cache.bytes()).isLessThanOrEqualTo(200_000);
      slots.get(0).node(); // stays, since somebody always uses it
    }
    assertThat(slots.get(0).node()).isNotNull();
    assertThat(slots.get(1).node()).isNull();
    assertThat(slots.get(1999).node()).isNotNull();
    assertThat(cache.bytes()).isGreaterThan(190_000);
  }

  @Test
  void whatIsLargerThanTheCacheIsNotKept() {
    NodeCache cache = new NodeCache(1000);
    assertThat(cache.put(built.root(), built.top())).isNull();
    assertThat(cache.get(built.root())).isNull();
  }

  @Test
  void aSmallCacheGivesTheSameAnswers() {
    Tree tree = Tree.at(new Nodes(store, 60_000), built.root());
    readAll(tree);
    Randoms random = new Randoms(5);
    for (int i = 0; i < 5000; i++) {
      byte[] key = Garden.key(random.below(2 * PLANTS));
      assertThat(tree.get(key)).isEqualTo(map.get(key));
    }
  }

  @Test
  void manyThreadsReadOneTree() throws Exception {
    Tree tree = Tree.at(new Nodes(new Guarded(store), 100_000), built.root());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Long>> readers = new ArrayList<>();
      for (int seed = 0; seed < 4; seed++) {
        Randoms random = new Randoms(seed);
        readers.add(() -> wrongAnswers(tree, random));
      }
      for (Future<Long> wrong : threads.invokeAll(readers)) {
        assertThat(wrong.get()).isZero();
      }
    } finally {
      threads.shutdown();
    }
  }

  private long wrongAnswers(Tree tree, Randoms random) {
    long wrong = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] key = Garden.key(random.below(2 * PLANTS));
      wrong += Arrays.equals(tree.get(key), map.get(key)) ? 0 : 1;
    }
    return wrong;
  }

  private void readAll(Tree tree) {
    Garden.assertSame(tree, map);
  }

  /** The store of tests is for one thread. */
  private record Guarded(MemoryNodes store) implements NodeStore {

    @Override
    public Hash put(byte[] bytes) {
      synchronized (store) {
        return store.put(bytes);
      }
    }

    @Override
    public byte[] get(Hash address) {
      synchronized (store) {
        return store.get(address);
      }
    }
  }
}
