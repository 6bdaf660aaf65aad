package io.ewig.engine.internal.pack;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.hash.Hash;
import java.util.Arrays;
import java.util.function.Consumer;

/** What was put while a collection runs, until its next step; one thread at a time. */
final class Touched {

  /** 32 MiB: a collection that nobody steps does not hold more than that. */
  static final int COUNT_MAX = 1 << 20;

  private static final int LONGS = 4;

  private long[] addresses = new long[LONGS * 64];
  private int count;
  private boolean overflowed;

  void add(Hash address) {
    if (count == COUNT_MAX) {
      overflowed = true;
      return;
    }
    int at = LONGS * count;
    if (at == addresses.length) {
      addresses = Arrays.copyOf(addresses, 2 * at);
    }
    addresses[at] = address.a();
    addresses[at + 1] = address.b();
    addresses[at + 2] = address.c();
    addresses[at + 3] = address.d();
    count++;
  }

  /** Hands over all and forgets them. */
  void drainTo(Consumer<Hash> consumer) {
    if (overflowed) {
      throw new ResourceException(
          ErrorCode.LIMIT_REACHED,
          "more than "
              + COUNT_MAX
              + " objects were put between two steps of a collection; begin a new one and step it"
              + " more often");
    }
    for (int at = 0; at < LONGS * count; at += LONGS) {
      consumer.accept(
          new Hash(addresses[at], addresses[at + 1], addresses[at + 2], addresses[at + 3]));
    }
    count = 0;
  }
}
