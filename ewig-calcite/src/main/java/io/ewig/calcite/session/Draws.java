package io.ewig.calcite.session;

import io.ewig.calcite.access.Operation;
import io.ewig.calcite.access.Subject;
import io.ewig.calcite.execution.Sequences;
import io.ewig.engine.catalog.Sequence;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The numbers that a session draws from sequences, and which came last; one thread. */
final class Draws implements Sequences {

  private final Work work;
  private final Session session;
  private final Map<UUID, Long> lastOf = new HashMap<>();
  private @Nullable Long last;

  Draws(Work work, Session session) {
    this.work = work;
    this.session = session;
    work.watchNumbers(this::drawn);
  }

  private void drawn(@Nullable Sequence sequence, long number) {
    if (sequence != null) {
      lastOf.put(sequence.id(), number);
    }
    last = number;
  }

  void keep(Sequence old, Sequence now) {
    Long drawn = lastOf.get(old.id());
    if (drawn != null) {
      lastOf.put(now.id(), drawn);
    }
  }

  @Override
  public boolean has(String schema, String name) {
    return work.view().catalog().findSequence(schema, name).isPresent();
  }

  @Override
  public long next(String schema, String name) {
    requireUse(schema, name);
    return work.next(find(schema, name));
  }

  @Override
  public long current(String schema, String name) {
    Long number = lastOf.get(find(schema, name).id());
    if (number == null) {
      throw Sequences.noneYet(schema + "." + name);
    }
    return number;
  }

  @Override
  public void set(String schema, String name, long number, boolean isGiven) {
    requireUse(schema, name);
    Sequence sequence = find(schema, name);
    work.set(sequence, number, isGiven);
    if (isGiven) {
      lastOf.put(sequence.id(), number);
    }
  }

  @Override
  public long last() {
    if (last == null) {
      throw Sequences.noneYet("any sequence");
    }
    return last;
  }

  /** To draw a number changes the sequence. */
  private void requireUse(String schema, String name) {
    session.require(Operation.UPDATE, new Subject.OfTable(schema, name));
  }

  private Sequence find(String schema, String name) {
    return work.view()
        .catalog()
        .findSequence(schema, name)
        .orElseThrow(() -> Sequences.unknown(schema, name));
  }
}
