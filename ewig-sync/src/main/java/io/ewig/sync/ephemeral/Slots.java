package io.ewig.sync.ephemeral;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where registers are held, and which of them ends next; one thread. */
final class Slots {

  private static final SortedMap<String, Slot> NONE = new TreeMap<>();

  private final Map<String, SortedMap<String, Slot>> namespaces = new TreeMap<>();
  private final PriorityQueue<Slot> ends = new PriorityQueue<>();
  private final Ledger ledger;
  private final long goneMillis;

  Slots(EphemeralLimits limits) {
    this.ledger = new Ledger(limits);
    this.goneMillis = limits.ttl().toMillis();
  }

  long size() {
    return ledger.entries();
  }

  @Nullable Slot find(String namespace, String key) {
    return of(namespace).get(key);
  }

  private SortedMap<String, Slot> of(String namespace) {
    return namespaces.getOrDefault(namespace, NONE);
  }

  /** Copies of those wanted, each with the time it has yet to live. */
  List<Register> collect(Predicate<Slot> which, long now) {
    List<Register> all = new ArrayList<>();
    namespaces.keySet().forEach(namespace -> all.addAll(collect(namespace, which, now)));
    return all;
  }

  List<Register> collect(String namespace, Predicate<Slot> which, long now) {
    return of(namespace).values().stream()
        .filter(which)
        .map(slot -> slot.register().living(Math.max(0, slot.endMillis() - now)))
        .toList();
  }

  /** Puts a register where it belongs, if there is room. */
  void hold(@Nullable Slot slot, Register register, long now) {
    Register before = slot == null ? null : slot.register();
    ledger.require(before, register, namespaces.size() + (isNew(register) ? 1 : 0));
    ledger.replace(before, register);
    long end = now + register.ttlMillis();
    if (slot == null) {
      Slot made = new Slot(register, end);
      namespaces
          .computeIfAbsent(register.namespace(), any -> new TreeMap<>())
          .put(register.key(), made);
      ends.add(made);
      return;
    }
    slot.put(register, end);
    if (end < slot.dueMillis()) {
      ends.remove(slot);
      queue(slot);
    }
  }

  private boolean isNew(Register register) {
    return !namespaces.containsKey(register.namespace());
  }

  private void queue(Slot slot) {
    slot.dueAtEnd();
    ends.add(slot);
  }

  /**
   * What was there and is over is gone from now on; what was gone and is over is forgotten.
   *
   * @param ended hears of the former, as it was and as it is
   */
  void expire(long now, BiConsumer<Register, Register> ended) {
    for (Slot slot = ends.peek(); slot != null && slot.dueMillis() <= now; slot = ends.peek()) {
      ends.remove();
      Register before = slot.register();
      if (!slot.isOver(now)) {
        queue(slot);
      } else if (before.isGone()) {
        forget(before);
      } else {
        Register gone = before.gone(goneMillis);
        ledger.replace(before, gone);
        slot.put(gone, now + goneMillis);
        queue(slot);
        ended.accept(before, gone);
      }
    }
  }

  private void forget(Register gone) {
    SortedMap<String, Slot> slots = of(gone.namespace());
    slots.remove(gone.key());
    if (slots.isEmpty()) {
      namespaces.remove(gone.namespace());
    }
    ledger.replace(gone, null);
  }
}
