package io.ewig.engine.merge;

import io.ewig.engine.event.World;
import io.ewig.engine.internal.space.ObjectEffects;
import io.ewig.engine.internal.space.Overlay;
import io.ewig.engine.internal.table.LongKeys;
import io.ewig.engine.internal.table.RowEffects;
import io.ewig.engine.internal.table.SchemaEffects;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.json.Json;
import io.ewig.engine.schema.Table;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One thing that a merge changes in ours. */
public sealed interface Edit {

  /** Shows it to those who read through an overlay. */
  void apply(Overlay to, Tables codecs);

  /** A table created, altered or dropped; null stands for none. */
  record OfTable(@Nullable Table before, @Nullable Table after) implements Edit {
    @Override
    public void apply(Overlay to, Tables codecs) {
      to.nextEvent();
      Table either = Objects.requireNonNull(after == null ? before : after, "a change of no table");
      SchemaEffects.define(either.id(), before, after, codecs, to, to, LongKeys.REFUSED);
    }
  }

  /**
   * A row put, or taken away, for some time.
   *
   * @param key the primary key
   * @param row null if taken away
   */
  record OfRow(Table table, byte[] key, byte @Nullable [] row, long from, long until)
      implements Edit {
    @Override
    public void apply(Overlay to, Tables codecs) {
      to.nextEvent();
      if (row == null) {
        RowEffects.delete(codecs.of(table), key, from, until, to, to);
      } else {
        RowEffects.put(codecs.of(table), key, row, from, until, to, to);
      }
    }
  }

  /**
   * An object set, or taken away.
   *
   * @param value null if taken away
   */
  record OfObject(World world, String key, @Nullable Json value) implements Edit {
    @Override
    public void apply(Overlay to, Tables codecs) {
      to.nextEvent();
      ObjectEffects.put(world, key, value, to, to);
    }
  }
}
