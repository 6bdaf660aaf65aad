package io.ewig.engine.internal.state;

import io.ewig.engine.branch.Line;
import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.converge.Acquaintance;
import io.ewig.engine.internal.converge.TableFold;
import io.ewig.engine.internal.late.Election;
import io.ewig.engine.internal.late.LateRows;
import io.ewig.engine.internal.late.LateTables;
import io.ewig.engine.internal.late.RowSite;
import io.ewig.engine.internal.space.Catalogs;
import io.ewig.engine.internal.space.Sink;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.table.RowPayload;
import io.ewig.engine.internal.table.SchemaPayload;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.schema.Table;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.world.Reducers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Makes a new line hold what it started with elsewhere: takes back what the lines that it sees had
 * here by then and not there. One thread.
 */
final class Beginning {

  private final ContentStore store;
  private final Reducers reducers;
  private final LateRows rows;
  private final LateObjects objects;
  private final LateTables lateTables;
  private final Tables tables;

  Beginning(
      ContentStore store,
      Reducers reducers,
      LateRows rows,
      LateObjects objects,
      LateTables lateTables,
      Tables tables) {
    this.store = store;
    this.reducers = reducers;
    this.rows = rows;
    this.objects = objects;
    this.lateTables = lateTables;
    this.tables = tables;
  }

  /**
   * @param strangers events that the line is not to show
   * @param before what it holds; sees what goes into the sink at once
   */
  void without(
      List<Event> strangers,
      Line line,
      Catalogs catalogs,
      Source before,
      Past past,
      Sink sink,
      Acquaintance who) {
    Election election =
        new Election(before, codec -> lateTables.site(codec, line, before, sink, who), rows);
    Catalog shown = catalogs.of(before); // once: what is half changed is not to be kept
    Map<World, Long> worlds = new HashMap<>(); // with the first stranger of each
    Set<UUID> defined = new HashSet<>();
    for (Event each : strangers) {
      if (each.type().equals(EventType.SCHEMA_CHANGED)) {
        unlessSenseless(() -> define(each, line, shown, before, sink, who, defined, election));
      } else if (!each.type().isOfRow()) {
        worlds.merge(each.world(), each.seq(), Math::min);
      }
    }
    worlds.forEach(
        (world, first) ->
            objects.restore(world, first, line, reducers.of(world), before, past, sink));
    Catalog catalog = catalogs.of(before);
    for (Event each : strangers) {
      if (each.type().isOfRow() && each.payload().isHere()) {
        unlessSenseless(() -> row(each, line, catalog, before, sink, who, election));
      }
    }
    election.run(catalog, sink);
  }

  /** Takes a row back, also one of a table that the line does not show: it is kept like others. */
  private void row(
      Event event,
      Line line,
      Catalog catalog,
      Source before,
      Sink sink,
      Acquaintance who,
      Election election) {
    byte[] payload = store.payload(event.payload());
    RowPayload change = RowPayload.read(event.type(), payload, Effects.EVENT);
    Table shown = catalog.find(change.table()).orElse(null);
    Table table = shown == null ? Catalogs.last(change.table(), before) : shown;
    if (table != null) {
      TableCodec codec = tables.of(table);
      if (shown != null && Election.concerns(shown, catalog)) {
        election.add(codec, change.key(), event, sink);
      }
      rows.restore(event, change.key(), lateTables.site(codec, line, before, sink, who));
    }
  }

  /** Puts what the definitions that the line started with make of a table and its rows. */
  private void define(
      Event event,
      Line line,
      Catalog shown,
      Source before,
      Sink sink,
      Acquaintance who,
      Set<UUID> defined,
      Election election) {
    UUID id = SchemaPayload.read(store.payload(event.payload()), Effects.EVENT).table();
    if (defined.add(id)) {
      election.define(id, shown, true, sink);
      List<TableFold.Definition> all = lateTables.all(id, line, before);
      lateTables.put(
          id,
          all,
          before,
          sink,
          who,
          (key, codec) -> rows.renew(key, new RowSite(line, codec, before, sink, who, all)));
    }
  }

  /** Passes over an event that makes no sense: it did nothing. */
  private static void unlessSenseless(Runnable work) {
    try {
      work.run();
    } catch (UserException senseless) {
      return;
    } catch (CorruptionException e) {
      if (!e.file().equals(Effects.EVENT)) {
        throw e; // what can't be read is no fault of the event
      }
    }
  }
}
