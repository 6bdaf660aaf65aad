package io.ewig.engine.internal.rule;

import io.ewig.engine.catalog.CatalogObject;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.space.ObjectEffects;
import io.ewig.engine.internal.space.Overlay;
import io.ewig.engine.internal.table.LongKeys;
import io.ewig.engine.internal.table.RowEffects;
import io.ewig.engine.internal.table.RowPayload;
import io.ewig.engine.internal.table.SchemaEffects;
import io.ewig.engine.internal.table.SchemaPayload;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.json.Json;
import io.ewig.engine.schema.Table;
import io.ewig.engine.world.ObjectSet;
import org.jspecify.annotations.Nullable;

/** One thing that a transaction does; becomes an event when it is committed. */
public sealed interface Change {

  /**
   * @param sinceNow when it holds unless it says; null: from the commit on
   */
  EventDraft draft(@Nullable ValidPeriod sinceNow);

  /** Whether it changes what the catalog says. */
  default boolean isDefinition() {
    return false;
  }

  /**
   * A row put, or taken away if there are no bytes.
   *
   * @param difference what it says of the row as it was, see {@code RowDifference}; null: nothing
   */
  record OfRow(
      TableCodec table,
      byte[] key,
      byte @Nullable [] row,
      @Nullable ValidPeriod valid,
      byte @Nullable [] difference)
      implements Change {

    /** One that says nothing of the row as it was. */
    public OfRow(TableCodec table, byte[] key, byte @Nullable [] row, @Nullable ValidPeriod valid) {
      this(table, key, row, valid, null);
    }

    @Override
    public EventDraft draft(@Nullable ValidPeriod sinceNow) {
      Table of = table.table();
      ValidPeriod during = valid == null ? sinceNow : valid;
      if (row == null) {
        byte[] payload = RowPayload.deleted(of.id(), key);
        return new EventDraft(table.world(), EventType.ROW_DELETED, during, payload);
      } else if (difference == null) {
        byte[] payload = RowPayload.put(of.id(), key, row);
        return new EventDraft(table.world(), EventType.ROW_PUT, during, payload);
      }
      byte[] payload = RowPayload.changed(of.id(), key, difference, row);
      return new EventDraft(table.world(), EventType.ROW_CHANGED, during, payload);
    }

    /** Shows the change to those who read through an overlay. */
    public void apply(Overlay to, long from, long until) {
      to.nextEvent();
      if (row == null) {
        RowEffects.delete(table, key, from, until, to, to);
      } else {
        RowEffects.put(table, key, row, from, until, to, to);
      }
    }

    /** Its key, for error texts. */
    public String describe() {
      return table.describe(key);
    }

    public byte[] rowKey() {
      return table.rowKey(key);
    }
  }

  /**
   * A table created, altered or dropped.
   *
   * @param before null if created
   * @param after null if dropped
   */
  record OfTable(@Nullable Table before, @Nullable Table after) implements Change {

    @Override
    public boolean isDefinition() {
      return true;
    }

    public Table either() {
      Table of = after != null ? after : before;
      if (of == null) {
        throw new IllegalStateException("a change of no table");
      }
      return of;
    }

    /** Shows the change to those who read through an overlay. */
    public void apply(Overlay to, Tables codecs) {
      to.nextEvent();
      SchemaEffects.define(either().id(), before, after, codecs, to, to, LongKeys.REFUSED);
    }

    @Override
    public EventDraft draft(@Nullable ValidPeriod sinceNow) {
      Table of = either();
      byte[] payload = after == null ? SchemaPayload.dropped(of) : SchemaPayload.defined(of);
      return new EventDraft(of.world(), EventType.SCHEMA_CHANGED, null, payload);
    }
  }

  /**
   * An object of a world that becomes something, whatever it was.
   *
   * @param value null if it is taken away
   */
  record OfObject(World world, String key, @Nullable Json value) implements Change {

    @Override
    public boolean isDefinition() {
      return world.equals(CatalogObject.WORLD);
    }

    /** Shows the change to those who read through an overlay. */
    public void apply(Overlay to) {
      to.nextEvent();
      ObjectEffects.put(world, key, value, to, to);
    }

    @Override
    public EventDraft draft(@Nullable ValidPeriod sinceNow) {
      return new EventDraft(world, EventType.OBJECT_SET, null, ObjectSet.payload(key, value));
    }
  }

  /** An event of a world that is not a table. */
  record OfWorld(EventDraft draft) implements Change {
    @Override
    public EventDraft draft(@Nullable ValidPeriod sinceNow) {
      return draft;
    }
  }
}
