package io.ewig.engine.session;

import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.catalog.CatalogObject;
import io.ewig.engine.catalog.Schema;
import io.ewig.engine.catalog.Sequence;
import io.ewig.engine.catalog.SqlView;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.space.Catalogs;
import io.ewig.engine.schema.Table;
import java.util.List;
import java.util.Optional;

/** Changes what a catalog has beside tables, and says what names are free. */
final class CatalogWork {

  private static final int LISTED_MAX = 5;

  private final Workspace space;

  CatalogWork(Workspace space) {
    this.space = space;
  }

  private Catalog catalog() {
    return space.view().catalog();
  }

  void create(CatalogObject object) {
    space.requireInBranch(CatalogObject.WORLD);
    boolean isPublic = object instanceof Schema && object.name().equals(Schema.PUBLIC);
    if (isPublic || catalog().findObject(object.key()).isPresent()) {
      throw new UserException(duplicate(object), "there is a " + object + " already");
    }
    put(object);
  }

  private static ErrorCode duplicate(CatalogObject object) {
    return object instanceof SqlView
        ? ErrorCode.DUPLICATE_TABLE
        : object instanceof Schema ? ErrorCode.DUPLICATE_SCHEMA : ErrorCode.DUPLICATE_OBJECT;
  }

  void replace(CatalogObject object) {
    space.requireInBranch(CatalogObject.WORLD);
    put(object);
  }

  private void put(CatalogObject object) {
    if (object instanceof SqlView && catalog().find(object.schema(), object.name()).isPresent()) {
      throw new UserException(
          ErrorCode.DUPLICATE_TABLE,
          "there is a table " + object.schema() + "." + object.name() + "; choose another name");
    }
    space.define(object.key(), object);
  }

  void drop(CatalogObject object) {
    space.requireInBranch(CatalogObject.WORLD);
    Optional<CatalogObject> known = catalog().findObject(object.key());
    if (known.isEmpty()) {
      throw new UserException(unknown(object), "there is no " + object);
    }
    if (object instanceof Schema) {
      requireEmpty(object.name());
    }
    space.define(object.key(), null);
  }

  private static ErrorCode unknown(CatalogObject object) {
    return object instanceof SqlView
        ? ErrorCode.UNKNOWN_TABLE
        : object instanceof Sequence ? ErrorCode.UNKNOWN_OBJECT : ErrorCode.UNKNOWN_SCHEMA;
  }

  private void requireEmpty(String schema) {
    List<String> content = catalog().contentOf(schema);
    if (!content.isEmpty()) {
      throw new UserException(
          ErrorCode.STILL_NEEDED,
          "schema "
              + schema
              + " is not empty, it has "
              + String.join(", ", content.subList(0, Math.min(content.size(), LISTED_MAX)))
              + (content.size() > LISTED_MAX ? " and more" : "")
              + "; drop that first");
    }
  }

  /** Refuses the id of a table that is there, or was: its rows would be those of the new one. */
  static void requireNew(View view, Table table) {
    if (view.catalog().find(table.id()).isPresent()) {
      throw taken(table);
    }
    Table dropped = Catalogs.last(table.id(), view.source());
    if (dropped != null) {
      throw new UserException(
          ErrorCode.INVALID_TABLE,
          "id "
              + table.id()
              + " is that of "
              + dropped
              + ", which was dropped and whose rows would be there again; give "
              + table
              + " another one, such as Transaction.newId()");
    }
  }

  private static UserException taken(Table table) {
    return new UserException(ErrorCode.DUPLICATE_TABLE, "there is a table " + table + " already");
  }

  /** Refuses a name that another table or a view has. */
  static void requireFree(Catalog catalog, Table table) {
    boolean isTaken =
        catalog
            .find(table.schema(), table.name())
            .filter(other -> !other.id().equals(table.id()))
            .isPresent();
    if (isTaken) {
      throw taken(table);
    }
    if (catalog.findView(table.schema(), table.name()).isPresent()) {
      throw new UserException(ErrorCode.DUPLICATE_TABLE, taken(table.toString()));
    }
  }

  static String taken(String name) {
    return "there is a view " + name + ", and a table can't have the same name; rename one";
  }
}
