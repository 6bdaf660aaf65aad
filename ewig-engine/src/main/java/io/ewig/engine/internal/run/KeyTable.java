package io.ewig.engine.internal.run;

/** Builds the table of a run, see {@link RunFormat}. */
final class KeyTable {

  private final long[] slots;

  KeyTable(long[] hashes, int[] offsets, int count) {
    long[] room = new long[Math.max(1, (int) ((long) count * RunFormat.HALF_SLOTS_PER_KEY / 2))];
    boolean fits = true;
    for (int i = 0; i < count && fits; i++) {
      fits = add(room, hashes[i], offsets[i]);
    }
    slots = fits ? room : new long[0];
  }

  private static boolean add(long[] slots, long hash, int offset) {
    int at = RunFormat.firstSlot(hash, slots.length);
    for (int probes = 0; probes < RunFormat.PROBES_MAX; probes++) {
      if (slots[at] == 0) {
        slots[at] = hash << Integer.SIZE | (offset + 1);
        return true;
      }
      at = at + 1 == slots.length ? 0 : at + 1;
    }
    return false;
  }

  /** Empty if too many keys collide. */
  long[] slots() {
    return slots;
  }
}
