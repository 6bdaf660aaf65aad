package io.ewig.engine.internal.run;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Decrypted pages of all runs: each has one place where it may be, and drives out who was there.
 *
 * <p>Takes a fixed amount of memory; any thread, no locks.
 */
public final class PageCache {

  private final AtomicReferenceArray<@Nullable Kept> places;

  private record Kept(Content owner, int page, byte[] bytes) {}

  /**
   * @param bytesMax what the pages may take
   */
  public PageCache(long bytesMax) {
    long pages = Math.max(1, Math.min(bytesMax / RunFormat.PAGE, 1 << 30));
    places = new AtomicReferenceArray<>((int) Long.highestOneBit(pages));
  }

  byte @Nullable [] find(Content owner, int page) {
    Kept kept = places.getAcquire(place(owner, page));
    return kept != null && kept.owner == owner && kept.page == page ? kept.bytes : null;
  }

  void keep(Content owner, int page, byte[] bytes) {
    places.setRelease(place(owner, page), new Kept(owner, page, bytes));
  }

  private int place(Content owner, int page) {
    int mixed = (System.identityHashCode(owner) + page) * 0x9E3779B9;
    return (mixed ^ mixed >>> 15) & (places.length() - 1);
  }
}
