package io.ewig.engine.internal.state;

import io.ewig.engine.branch.Line;
import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.converge.TableFold.Definition;
import io.ewig.engine.internal.late.LateTables;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.part.Filter;
import io.ewig.engine.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which tables and worlds of a line a filter covers so that their state is that of the whole
 * history; one thread.
 *
 * <ul>
 *   <li>all that a line builds on has to be covered: where it was forked, and on from there;
 *   <li>a table has to be covered under every name that it had on the line, since its rows may have
 *       been written under each;
 *   <li>so have the tables that it refers to, or ever did: whether a row is in its table may depend
 *       on them;
 *   <li>told from what all replicas have: they agree about it.
 * </ul>
 */
public final class Coverage {

  private final Filter filter;
  private final Line line;
  private final Line shown;
  private final Source source;
  private final LateTables definitions;
  private final Map<UUID, Optional<String>> known = new HashMap<>();

  /**
   * @param shown the line itself, or of a moment before it was made the one that it comes from:
   *     until then it shows also what it did not start with
   */
  Coverage(Filter filter, Line line, Line shown, Source source, LateTables definitions) {
    this.filter = filter;
    this.line = line;
    this.shown = shown;
    this.source = source;
    this.definitions = definitions;
  }

  /** The line of its lineage that is not covered, or null. */
  public @Nullable Line missingLine() {
    Line at = line;
    while (filter.covers(at.name())) {
      if (at.fork() == null) {
        return null;
      }
      at = at.fork().from();
    }
    return at;
  }

  public boolean covers(World world) {
    return filter.covers(world);
  }

  /**
   * What of a table is not covered, in words; nothing: it is.
   *
   * @param catalog of the same moment
   */
  public Optional<String> missing(Table table, Catalog catalog) {
    Optional<String> found = known.get(table.id());
    if (found == null) {
      found = missing(table, catalog, new HashSet<>());
      known.put(table.id(), found);
    }
    return found;
  }

  /**
   * @param asked tables that are being looked at: some refer to each other
   */
  private Optional<String> missing(Table table, Catalog catalog, Set<UUID> asked) {
    if (!asked.add(table.id())) {
      return Optional.empty();
    }
    if (!filter.covers(table.world())) {
      return Optional.of("table " + table);
    }
    List<Table> ever = new ArrayList<>(List.of(table));
    definitions.all(table.id(), shown, source).stream()
        .map(Definition::table)
        .filter(Objects::nonNull)
        .forEach(ever::add);
    for (Table once : ever) {
      if (!filter.covers(once.world())) {
        return Optional.of("table " + table + ", which was " + once + " once,");
      }
    }
    Set<UUID> parents = new LinkedHashSet<>();
    ever.forEach(once -> once.foreignKeys().forEach(key -> parents.add(key.parent())));
    return parents.stream()
        .map(catalog::find)
        .flatMap(Optional::stream)
        .map(parent -> missing(parent, catalog, asked))
        .flatMap(Optional::stream)
        .findFirst()
        .map(missing -> "table " + table + ", whose rows depend on " + missing + " and so");
  }
}
