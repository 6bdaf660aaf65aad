package io.ewig.calcite.system.report;

import io.ewig.calcite.system.history.EventTable;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.engine.Ewig;
import io.ewig.engine.replica.Horizon;
import io.ewig.engine.replica.Horizon.Holder;
import io.ewig.engine.replica.Horizon.KnownReplica;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ewig.horizon}: how much of the history here each other replica has, and what keeps how
 * much of it from being folded.
 */
public final class HorizonTable {

  private HorizonTable() {}

  /**
   * A replica, something else that holds the horizon, or both.
   *
   * @param replica null: it is no replica
   * @param holder null: it holds nothing back
   */
  private record Item(@Nullable KnownReplica replica, @Nullable Holder holder, long size) {

    @Nullable String origin() {
      return replica == null ? null : replica.origin().toString();
    }

    @Nullable Long events() {
      return replica == null ? null : replica.events();
    }

    @Nullable Boolean isRetired() {
      return replica == null ? null : replica.isRetired();
    }

    @Nullable Long heldAt() {
      return holder == null ? null : holder.size();
    }

    @Nullable String reason() {
      return holder == null ? null : holder.what();
    }
  }

  public static Listing<?> of(Ewig engine) {
    return Listing.<Item>named(
            EventTable.SCHEMA,
            "horizon",
            "Who has how much of what is here; what holds folding back.")
        .nullable("origin", Type.VARCHAR, Item::origin)
        .nullable("has_events", Type.BIGINT, Item::events)
        .nullable("is_retired", Type.BOOLEAN, Item::isRetired)
        .nullable("held_at", Type.BIGINT, Item::heldAt)
        .nullable("reason", Type.VARCHAR, Item::reason)
        .column("horizon", Type.BIGINT, Item::size)
        .from(reading -> Items.of(items(engine.replica().horizon())));
  }

  private static List<Item> items(Horizon horizon) {
    List<Item> items = new ArrayList<>();
    List<Holder> others = new ArrayList<>(horizon.heldBy());
    for (KnownReplica replica : horizon.replicas()) {
      Holder holder = null;
      for (Holder each : horizon.heldBy()) {
        holder = each.origin().filter(replica.origin()::equals).isPresent() ? each : holder;
      }
      others.remove(holder);
      items.add(new Item(replica, holder, horizon.size()));
    }
    others.forEach(holder -> items.add(new Item(null, holder, horizon.size())));
    return items;
  }
}
