package io.ewig.calcite.plan.reference;

import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.relation.RelationColumn;
import io.ewig.calcite.relation.Versions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.jspecify.annotations.Nullable;

/** The relations that one statement reads, by the names that its rewritten text has for them. */
public final class References {

  private static final CalciteConnectionConfigImpl CONFIG =
      new CalciteConnectionConfigImpl(new Properties());

  private record Name(String schema, String name) {}

  private record Alias(String alias, Name name) {}

  private record Place(
      Relation relation, int moment, Versions versions, List<Expression> arguments) {}

  private final Map<Name, Place> places = new HashMap<>();
  private final List<Alias> aliases = new ArrayList<>();
  private final Set<String> shown = new HashSet<>();
  private boolean isAllShown;

  /**
   * Makes a relation known, as of one of the statement's moments.
   *
   * @param versions of its rows that are read
   * @param arguments of a table function, else none
   * @return what to call it: its own name, unless that is taken by the same one at another moment
   */
  public String add(Relation relation, int moment, Versions versions, List<Expression> arguments) {
    Place place = new Place(relation, moment, versions, arguments);
    String name = relation.name();
    for (int i = 1; ; i++) {
      Place known = places.putIfAbsent(new Name(relation.schema(), name), place);
      if (known == null || known.equals(place)) {
        return name;
      }
      name = relation.name() + " #" + i;
    }
  }

  /**
   * Whether something that was added has a single column.
   *
   * @param name its schema and what it is called
   */
  public boolean hasOneColumn(List<String> name) {
    Place place = places.get(new Name(name.get(0), name.get(1)));
    return place != null && place.relation.columns().size() == 1;
  }

  /** Notes what the statement calls something that was added. */
  public void noteAlias(String alias, String schema, String name) {
    aliases.add(new Alias(alias, new Name(schema, name)));
  }

  /**
   * Lets the statement see hidden columns, where it names them.
   *
   * @param alias of what they are of; null: of whatever has them
   */
  public void showHidden(@Nullable String alias) {
    if (alias == null) {
      isAllShown = true;
    } else {
      shown.add(alias);
    }
  }

  /** Whether the statement names hidden columns. */
  public boolean showsHidden() {
    return isAllShown || !shown.isEmpty();
  }

  private boolean isShown(Name name) {
    return isAllShown
        || aliases.stream().anyMatch(a -> a.name.equals(name) && shown.contains(a.alias));
  }

  /**
   * Where a column of a result comes from.
   *
   * @param origin schema, table and column as Calcite has them
   */
  public Optional<Origin> origin(@Nullable List<String> origin) {
    if (origin == null || origin.size() != 3) {
      return Optional.empty();
    }
    Place place = places.get(new Name(origin.get(0), origin.get(1)));
    return place == null
        ? Optional.empty()
        : place.relation.columns().stream()
            .filter(column -> column.name().equals(origin.get(2)))
            .findFirst()
            .map(column -> new Origin(place.relation, column));
  }

  /** A column of a relation. */
  public record Origin(Relation relation, RelationColumn column) {}

  public CalciteCatalogReader reader(String defaultSchema, RelDataTypeFactory types) {
    CalciteSchema root = CalciteSchema.createRootSchema(false, false);
    Map<String, CalciteSchema> schemas = new HashMap<>();
    places.forEach(
        (name, place) ->
            schemas
                .computeIfAbsent(name.schema, schema -> root.add(schema, new AbstractSchema()))
                .add(
                    name.name,
                    new ReferenceTable(
                        place.relation,
                        place.moment,
                        place.versions,
                        place.arguments,
                        isShown(name))));
    return new CalciteCatalogReader(root, List.of(defaultSchema), types, CONFIG);
  }
}
