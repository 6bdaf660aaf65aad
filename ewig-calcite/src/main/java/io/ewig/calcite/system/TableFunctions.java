package io.ewig.calcite.system;

import io.ewig.calcite.relation.TableFunction;
import io.ewig.calcite.system.function.Diff;
import io.ewig.calcite.system.function.GenerateSeries;
import io.ewig.calcite.system.function.HistoryFunctions;
import io.ewig.calcite.system.function.RowHistory;
import io.ewig.calcite.system.function.WorldFunctions;
import io.ewig.engine.Ewig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The table functions that a database has; any thread. */
public final class TableFunctions {

  private final Map<String, TableFunction> byName = new TreeMap<>();

  public TableFunctions(Ewig engine) {
    List<TableFunction> all = new ArrayList<>();
    all.add(new Diff(engine));
    all.add(new RowHistory(engine));
    all.addAll(HistoryFunctions.of(engine));
    all.addAll(WorldFunctions.of(engine));
    all.add(new GenerateSeries());
    all.forEach(one -> byName.put(one.name(), one));
  }

  public Optional<TableFunction> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All of them, by name. */
  public List<TableFunction> all() {
    return List.copyOf(byName.values());
  }
}
