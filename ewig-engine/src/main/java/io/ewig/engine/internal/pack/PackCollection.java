package io.ewig.engine.internal.pack;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.pack.file.IndexedPack;
import io.ewig.engine.internal.pack.file.PackOptions;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.store.ContentStore.Extent;
import io.ewig.engine.store.GarbageCollection;
import io.ewig.engine.store.Pins;
import io.ewig.engine.store.References;
import io.ewig.engine.store.Trace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Marks what is live in the packs that were sealed when it began, then empties and removes those
 * that are mostly dead.
 *
 * <ul>
 *   <li>What is put meanwhile is in newer packs, or was here before: both is told by {@link
 *       Touched}, and marked with what it reaches before any pack goes.
 *   <li>A pack goes when, while nobody can put, nothing is left to be marked or moved.
 *   <li>What lives in several packs lives in each: which of the copies are whole is known only when
 *       they are read, and one is before another goes.
 *   <li>It has not come to its end before all packs that went are off the disk, those of others
 *       that failed too.
 *   <li>Marks take one bit an object; nothing else grows with the store.
 * </ul>
 */
final class PackCollection implements GarbageCollection {

  private static final int STEP_OBJECTS = 256;
  private static final int STEP_BYTES = 1 << 20;

  private final PackOptions options;
  private final PackWriter writer;
  private final Extent extent;
  private final Trace trace;
  private final Consumer<PackCollection> ended;

  private final List<CondemnedPack> condemned = new ArrayList<>();
  private final Deque<CondemnedPack> unjudged = new ArrayDeque<>();
  private Touched touched = new Touched();
  private @Nullable CondemnedPack emptying;
  private int smallPacks;
  private boolean isSweeping;
  private boolean isDone;

  private long live;
  private long removed;
  private long moved;
  private long freedBytes;
  private long garbageBytes;

  /**
   * @param reader gives an object's bytes, or null
   */
  PackCollection(
      PackOptions options,
      PackWriter writer,
      Function<Hash, byte @Nullable []> reader,
      References references,
      Extent extent,
      Consumer<PackCollection> ended) {
    this.options = options;
    this.extent = extent;
    this.writer = writer;
    this.trace = new Trace(reader, references, this::mark);
    this.ended = ended;
  }

  /** Takes stock; from here on, what is put stays. */
  synchronized void begin(Iterable<Hash> roots, Pins pins) {
    touched = writer.beginTouching();
    writer.seal(true);
    for (IndexedPack pack : writer.now().sealed()) {
      CondemnedPack one = new CondemnedPack(pack);
      condemned.add(one);
      unjudged.addFirst(one); // the oldest first
      smallPacks += isSmall(one) ? 1 : 0;
    }
    pins.roots().forEach(trace::find); // first: who lets go now has made a root of it
    roots.forEach(trace::find);
    pins.roots().forEach(trace::find); // and last: a pin that came has found nothing to mark
  }

  private boolean isSmall(CondemnedPack one) {
    return one.pack().length() < options.packBytes() / 4;
  }

  /** Whether an object has to be visited: because it was not marked yet, or is missing. */
  private boolean mark(Hash address) {
    Hash name = writer.names().of(address);
    boolean isHere = false;
    boolean isNew = false;
    for (CondemnedPack one : condemned) {
      int position = one.find(name);
      if (position >= 0) {
        isNew |= !isHere && !one.isLive(position);
        isHere = true;
        one.markLive(position);
      }
    }
    live += isNew ? 1 : 0;
    return isHere ? isNew : !writer.now().contains(address, name); // what is newer was touched
  }

  private boolean isCondemned(Hash address) {
    Hash name = writer.names().of(address);
    return condemned.stream().anyMatch(one -> one.find(name) >= 0);
  }

  private void drainTouched() {
    touched.drainTo(
        address -> {
          if (isCondemned(address)) {
            trace.find(address);
          } else {
            trace.visit(address);
          }
        });
  }

  /** Keeps what a new pin holds, or refuses it because it is too late. */
  synchronized void pinned(Hash root) {
    if (isDone) {
      return;
    }
    if (isSweeping && isDead(root)) {
      writer.undisturbed(this::drainTouched); // it may just have been put again
      if (isDead(root)) {
        throw new UserException(ErrorCode.NOT_FOUND, GarbageCollection.tooLate(root));
      }
    }
    trace.find(root);
  }

  private boolean isDead(Hash address) {
    Hash name = writer.names().of(address);
    for (CondemnedPack one : condemned) {
      int position = one.find(name);
      if (position >= 0 && !one.isLive(position)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public synchronized boolean step() {
    if (isDone) {
      return false;
    }
    boolean isMore = false;
    try {
      isMore = stepOn();
      ReadGuard.settle();
      return isMore;
    } catch (InternalError fault) {
      isMore = false;
      throw writer.now().explain(fault);
    } finally {
      if (!isMore) {
        end();
      }
    }
  }

  private boolean stepOn() {
    writer.undisturbed(this::drainTouched);
    if (!trace.isDone()) {
      trace.step(STEP_OBJECTS, STEP_BYTES);
      return true;
    }
    isSweeping = true;
    if (emptying == null) {
      emptying = nextToEmpty();
    }
    if (emptying == null) {
      writer.removeRetired();
      return false;
    }
    boolean isMoved = !emptying.moveSome(writer, this::isElsewhere, STEP_BYTES);
    ReadGuard.settle(); // before anything goes for what a page that can't be read seemed to say
    if (isMoved) {
      remove(emptying);
    }
    return true;
  }

  /**
   * Whether another pack that stays for now has an object, whole: a killed collection copied it.
   */
  private boolean isElsewhere(Hash address) {
    Hash name = writer.names().of(address);
    return condemned.stream().anyMatch(one -> one != emptying && one.hasWhole(address, name));
  }

  private @Nullable CondemnedPack nextToEmpty() {
    while (!unjudged.isEmpty()) {
      CondemnedPack one = unjudged.removeFirst();
      long dead = one.deadBytes();
      boolean isWorthIt =
          dead > 0
              && (extent == Extent.WHOLE
                  || 100 * dead >= (long) options.garbagePercent() * one.pack().length());
      if (isWorthIt || (smallPacks > 1 && isSmall(one))) {
        return one;
      }
      garbageBytes += dead;
    }
    return null;
  }

  private void remove(CondemnedPack one) {
    long dead = one.deadBytes();
    if (!writer.retire(one.pack(), () -> isOver(one))) {
      return;
    }
    condemned.remove(one);
    emptying = null;
    removed += one.pack().objects() - one.liveCount();
    moved += one.movedCount();
    freedBytes += dead;
  }

  /** Whether nothing more can turn out to live in a pack; nobody can put meanwhile. */
  private boolean isOver(CondemnedPack one) {
    drainTouched();
    ReadGuard.settle();
    return trace.isDone() && one.isEmpty();
  }

  private void end() {
    isDone = true;
    writer.endTouching();
    ended.accept(this);
  }

  /** What was found dead and left where it is. */
  synchronized long garbageBytes() {
    return garbageBytes;
  }

  @Override
  public synchronized Report report() {
    return new Report(live, trace.missing(), removed, moved, freedBytes);
  }

  @Override
  public synchronized void close() {
    if (!isDone) {
      end();
    }
  }
}
