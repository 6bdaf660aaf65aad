package io.ewig.engine.internal.pack.file;

import io.ewig.engine.format.pack.PackIndexWriter;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.pack.record.ObjectNames;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where each object of a pack lies, in some 50 bytes an object.
 *
 * <p>One thread adds, any number looks up without waiting: an entry is complete before its slot
 * names it, and a table is complete before it replaces a smaller one.
 */
public final class AddressTable {

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);

  private static final int LONGS = 4; // in an address

  /** A hash table with linear probing; a slot holds an entry's number plus one. */
  private record Table(long[] addresses, int[] offsets, int[] slots) {

    static Table of(int entries) {
      return new Table(new long[LONGS * entries], new int[entries], new int[2 * entries]);
    }

    int firstSlot(long start) {
      return (int) (start >>> 32) & (slots.length - 1);
    }

    boolean isAt(int entry, Hash address) {
      int at = LONGS * entry;
      return addresses[at] == address.a()
          && addresses[at + 1] == address.b()
          && addresses[at + 2] == address.c()
          && addresses[at + 3] == address.d();
    }

    Hash address(int entry) {
      int at = LONGS * entry;
      return new Hash(addresses[at], addresses[at + 1], addresses[at + 2], addresses[at + 3]);
    }

    void put(int entry, Hash address, int offset) {
      int at = LONGS * entry;
      addresses[at] = address.a();
      addresses[at + 1] = address.b();
      addresses[at + 2] = address.c();
      addresses[at + 3] = address.d();
      offsets[entry] = offset;
      link(entry, address.a());
    }

    void link(int entry, long start) {
      int slot = firstSlot(start);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      SLOT.setRelease(slots, slot, entry + 1);
    }
  }

  private volatile Table table = Table.of(1 << 8);
  private volatile int size;

  int size() {
    return size;
  }

  /** Where the object lies, or -1. */
  int find(Hash address) {
    Table now = table;
    int slot = now.firstSlot(address.a());
    while (true) {
      int entry = (int) SLOT.getAcquire(now.slots, slot) - 1;
      if (entry < 0) {
        return -1;
      }
      if (now.isAt(entry, address)) {
        return now.offsets[entry];
      }
      slot = (slot + 1) & (now.slots.length - 1);
    }
  }

  /** Adds an object; of two with the same address, the first counts. */
  void add(Hash address, int offset) {
    if (find(address) >= 0) {
      return;
    }
    int entry = size;
    if (entry == table.offsets.length) {
      grow();
    }
    table.put(entry, address, offset);
    size = entry + 1;
  }

  private void grow() {
    Table old = table;
    int entries = 2 * old.offsets.length;
    Table fresh =
        new Table(
            Arrays.copyOf(old.addresses, LONGS * entries),
            Arrays.copyOf(old.offsets, entries),
            new int[2 * entries]);
    for (int entry = 0; entry < size; entry++) {
      fresh.link(entry, fresh.addresses[LONGS * entry]);
    }
    table = fresh;
  }

  /** All objects, under their names; for the one thread that adds. */
  List<PackIndexWriter.Entry> entries(ObjectNames names) {
    Table now = table;
    List<PackIndexWriter.Entry> entries = new ArrayList<>(size);
    for (int entry = 0; entry < size; entry++) {
      entries.add(new PackIndexWriter.Entry(names.of(now.address(entry)), now.offsets[entry]));
    }
    return entries;
  }
}
