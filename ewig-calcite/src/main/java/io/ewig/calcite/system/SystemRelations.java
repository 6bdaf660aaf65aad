package io.ewig.calcite.system;

import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.system.catalog.CatalogTables;
import io.ewig.calcite.system.catalog.Surroundings;
import io.ewig.calcite.system.catalog.ViewShapes;
import io.ewig.calcite.system.history.BranchTable;
import io.ewig.calcite.system.history.CommitTable;
import io.ewig.calcite.system.history.EventTable;
import io.ewig.calcite.system.history.WorldTable;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.system.report.AccessTables;
import io.ewig.calcite.system.report.HorizonTable;
import io.ewig.calcite.system.report.MergeTables;
import io.ewig.calcite.system.report.MetricTables;
import io.ewig.calcite.system.report.PeerTable;
import io.ewig.calcite.system.report.PresenceTable;
import io.ewig.calcite.system.report.Served;
import io.ewig.calcite.system.report.StorageTables;
import io.ewig.engine.Ewig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The system tables of a database; any thread. */
public final class SystemRelations {

  public static final String EWIG = EventTable.SCHEMA;
  public static final String INFORMATION_SCHEMA = CatalogTables.SCHEMA;

  private final Map<String, Listing<?>> byName = new LinkedHashMap<>();

  /**
   * @param catalog the name of the database
   * @param views what the queries of views give
   * @param served what whoever serves the database knows of it
   */
  public SystemRelations(Ewig engine, String catalog, ViewShapes views, Served served) {
    List<Listing<?>> all = new ArrayList<>();
    all.add(EventTable.of(engine));
    all.add(CommitTable.of(engine));
    all.add(WorldTable.of(engine));
    all.add(BranchTable.of(engine));
    all.add(BranchTable.tags(engine));
    all.add(BranchTable.reflog(engine));
    all.add(MergeTables.merges(engine));
    all.add(MergeTables.conflicts(engine));
    all.add(StorageTables.snapshots(engine));
    all.add(StorageTables.segments(engine));
    all.add(PeerTable.of(engine));
    all.add(HorizonTable.of(engine));
    all.add(MetricTables.metrics(engine));
    all.add(MetricTables.settings());
    all.add(PresenceTable.of(served));
    all.add(AccessTables.roles());
    all.add(AccessTables.grants());
    all.add(AccessTables.tokens());
    all.add(AccessTables.audit());
    Surroundings around =
        new Surroundings(catalog, this::all, new TableFunctions(engine).all(), views);
    all.addAll(CatalogTables.all(around));
    all.forEach(one -> byName.put(one.toString(), one));
  }

  public Optional<Relation> find(String schema, String name) {
    return Optional.ofNullable(byName.get(schema + "." + name));
  }

  public static boolean isSchema(String name) {
    return name.equals(EWIG) || name.equals(INFORMATION_SCHEMA);
  }

  /** All of them, those of schema ewig first. */
  public List<Listing<?>> all() {
    return List.copyOf(byName.values());
  }
}
