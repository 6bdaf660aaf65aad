package io.ewig.engine.internal.memory;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.store.GarbageCollection;
import io.ewig.engine.store.References;
import io.ewig.engine.store.Trace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Marks and sweeps a {@link MemoryStore}, all under the store's lock. */
final class MemoryCollection implements GarbageCollection {

  private static final int STEP_OBJECTS = 256;
  private static final long STEP_BYTES = 1 << 20;

  private final MemoryStore store;
  private final Map<Hash, byte[]> contents;
  private final Deque<Hash> unswept;
  private final Set<Hash> live = new HashSet<>();
  private final Trace trace;
  private boolean isSweeping;
  private boolean isDone;
  private long removed;
  private long freedBytes;

  MemoryCollection(MemoryStore store, Map<Hash, byte[]> contents, References references) {
    this.store = store;
    this.contents = contents;
    this.unswept = new ArrayDeque<>(contents.keySet());
    this.trace = new Trace(contents::get, references, live::add);
  }

  void find(Hash address) {
    trace.find(address);
  }

  /** What is put stays, with what it reaches. */
  void touch(Hash address) {
    live.add(address);
    trace.visit(address);
  }

  void pinned(Hash root) {
    if (isSweeping && !live.contains(root)) {
      throw new UserException(ErrorCode.NOT_FOUND, GarbageCollection.tooLate(root));
    }
    trace.find(root);
  }

  @Override
  public boolean step() {
    synchronized (store) {
      if (isDone) {
        return false;
      }
      boolean isMore = false;
      try {
        isMore = stepOn();
        return isMore;
      } finally {
        if (!isMore) {
          close();
        }
      }
    }
  }

  private boolean stepOn() {
    if (!trace.isDone()) {
      trace.step(STEP_OBJECTS, STEP_BYTES);
      return true;
    }
    isSweeping = true;
    for (int i = 0; i < STEP_OBJECTS && !unswept.isEmpty(); i++) {
      sweep(unswept.pop());
    }
    return !unswept.isEmpty();
  }

  private void sweep(Hash address) {
    if (!live.contains(address)) {
      byte[] bytes = contents.remove(address);
      removed += bytes == null ? 0 : 1;
      freedBytes += bytes == null ? 0 : bytes.length;
    }
  }

  @Override
  public Report report() {
    synchronized (store) {
      return new Report(live.size() - trace.missing(), trace.missing(), removed, 0, freedBytes);
    }
  }

  @Override
  public void close() {
    synchronized (store) {
      if (!isDone) {
        isDone = true;
        store.ended();
      }
    }
  }
}
