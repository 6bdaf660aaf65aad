package io.ewig.engine.internal.run;

/** Builds the table of a run, see {@link RunFormat}. */
final class KeyTable {

  private final long[] slots;

  KeyTable(long[] hashes, int[] offsets, int count, int offsetWidth) {
    long[] room = new long[Math.max(1, (int) ((long) count * RunFormat.HALF_SLOTS_PER_KEY / 2))];
    boolean fits = true;
    for (int i = 0; i < count && fits; i++) {
      long slot = RunFormat.slot(hashes[i], offsets[i], offsetWidth);
      fits = add(room, RunFormat.firstSlot(hashes[i], room.length), slot);
    }
    slots = fits ? room : new long[0];
  }

  private static boolean add(long[] slots, int first, long slot) {
    int at = first;
    for (int probes = 0; probes < RunFormat.PROBES_MAX; probes++) {
      if (slots[at] == 0) {
        slots[at] = slot;
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
