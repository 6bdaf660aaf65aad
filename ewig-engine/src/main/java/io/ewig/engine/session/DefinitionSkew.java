package io.ewig.engine.session;

import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.catalog.CatalogObject;
import io.ewig.engine.catalog.SqlView;
import io.ewig.engine.internal.rule.Change;
import io.ewig.engine.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether one transaction made a view while another took away, or changed, what it may read.
 *
 * <p>What a view reads, only SQL knows, which has looked at what was there when either transaction
 * began. So nobody tells here which table it is: one of the two begins again, and finds out.
 */
final class DefinitionSkew {

  private final Catalog before;
  private final Catalog latest;

  /**
   * @param before as the transaction found it
   * @param latest as others have left it meanwhile
   */
  DefinitionSkew(Catalog before, Catalog latest) {
    this.before = before;
    this.latest = latest;
  }

  /** What others did that may not go with a transaction's changes, if they did. */
  Optional<String> find(List<Change> changes) {
    if (changes.stream().anyMatch(DefinitionSkew::makesView)) {
      Optional<String> gone = changedByOthers();
      if (gone.isPresent()) {
        return gone;
      }
    }
    return changes.stream().anyMatch(this::takesAway) ? viewByOthers() : Optional.empty();
  }

  private static boolean makesView(Change change) {
    return change instanceof Change.OfObject object
        && object.isDefinition()
        && object.value() != null
        && CatalogObject.of(object.key(), object.value()) instanceof SqlView;
  }

  private boolean takesAway(Change change) {
    return change instanceof Change.OfTable table
        ? table.before() != null
        : change instanceof Change.OfObject object
            && object.isDefinition()
            && before.findObject(object.key()).isPresent();
  }

  private Optional<String> changedByOthers() {
    for (Table table : before.tables()) {
      if (!latest.find(table.id()).filter(table::equals).isPresent()) {
        return Optional.of("table " + table);
      }
    }
    List<CatalogObject> readable = new ArrayList<>(before.views());
    readable.addAll(before.sequences());
    return readable.stream()
        .filter(known -> !isSame(known, latest))
        .map(CatalogObject::toString)
        .findFirst();
  }

  private Optional<String> viewByOthers() {
    Stream<SqlView> views = latest.views().stream();
    return views.filter(view -> !isSame(view, before)).map(SqlView::toString).findFirst();
  }

  private static boolean isSame(CatalogObject object, Catalog in) {
    return in.findObject(object.key()).filter(object::equals).isPresent();
  }
}
