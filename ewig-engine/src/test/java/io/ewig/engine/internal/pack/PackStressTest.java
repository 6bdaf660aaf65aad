package io.ewig.engine.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.memory.MemoryStore;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.store.GarbageCollection;
import io.ewig.engine.store.Nodes;
import io.ewig.engine.store.Pin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Threads put trees, pin, read and let go, while one collects without end. */
@Timeout(120)
class PackStressTest {

  private static final int TREES = 250; // each writer's
  private static final int WRITERS = 3;
  private static final int KEPT = 20;

  private final ConcurrentLinkedDeque<Pin> trees = new ConcurrentLinkedDeque<>();
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final ReentrantReadWriteLock commits = new ReentrantReadWriteLock();

  @TempDir Path folder;

  @Test
  void inPacksNobodyMissesAnything() throws Exception {
    try (PackStore store = PackFixture.open(folder.resolve("store"))) {
      run(store);
    }
    try (PackStore store = PackFixture.open(folder.resolve("store"))) {
      for (Pin tree : trees) {
        read(store, tree.root());
      }
      assertThat(store.verify(Progress.SILENT)).isEmpty();
    }
  }

  @Test
  void inMemoryNobodyMissesAnything() throws Exception {
    run(new MemoryStore());
  }

  private void run(ContentStore store) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<?>> writers = new ArrayList<>();
      List<Future<?>> others = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        Randoms random = new Randoms(i);
        writers.add(threads.submit(once(() -> write(store, random))));
      }
      others.add(threads.submit(once(() -> collect(store))));
      for (int i = 0; i < 2; i++) {
        Randoms random = new Randoms(100 + i);
        others.add(threads.submit(once(() -> readOn(store, random))));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      isOver.set(true);
      for (Future<?> other : others) {
        other.get();
      }
    } finally {
      isOver.set(true);
      threads.shutdownNow();
    }
    for (Pin tree : trees) {
      read(store, tree.root());
    }
    assertThat(store.verify(Progress.SILENT)).isEmpty();
  }

  private static Callable<Boolean> once(Runnable task) {
    return () -> {
      task.run();
      return true;
    };
  }

  private void write(ContentStore store, Randoms random) {
    for (int i = 0; i < TREES; i++) {
      commits.readLock().lock(); // a collection begins between commits
      try {
        List<Hash> leaves = new ArrayList<>();
        for (int leaf = 0; leaf < 5; leaf++) {
          leaves.add(store.put(Nodes.node(List.of(), random.bytes(1 + random.below(300)))));
        }
        leaves.add(store.put(Nodes.node(List.of(), new byte[random.below(40)]))); // often again
        trees.add(store.pin(store.put(Nodes.node(leaves, random.bytes(8)))));
        store.force();
      } finally {
        commits.readLock().unlock();
      }
      while (trees.size() > KEPT) {
        Pin oldest = trees.poll();
        if (oldest != null) {
          read(store, oldest.root());
          oldest.close();
        }
      }
    }
  }

  private void readOn(ContentStore store, Randoms random) {
    while (!isOver.get()) {
      Pin some = trees.peekLast();
      if (some != null) {
        try (Pin own = pinOrNull(store, some.root())) {
          if (own != null) {
            read(store, own.root());
          }
        }
      }
      random.below(2);
    }
  }

  private static Pin pinOrNull(ContentStore store, Hash root) {
    try {
      return store.pin(root);
    } catch (UserException letGo) {
      return null;
    }
  }

  private static void read(ContentStore store, Hash address) {
    byte[] bytes = store.get(address);
    assertThat(Sha256.of(bytes)).isEqualTo(address);
    Nodes.references(address, bytes, child -> read(store, child));
  }

  private void collect(ContentStore store) {
    int collections = 0;
    while (!isOver.get() || collections < 3) {
      GarbageCollection running;
      commits.writeLock().lock();
      try {
        running = store.collect(List.of(), Nodes::references);
      } finally {
        commits.writeLock().unlock();
      }
      running.run();
      collections++;
    }
  }
}
