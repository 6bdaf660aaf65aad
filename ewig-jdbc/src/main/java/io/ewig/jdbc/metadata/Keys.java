package io.ewig.jdbc.metadata;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Primary keys, foreign keys, and indexes. */
final class Keys {

  private static final Shape PRIMARY =
      new Shape("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME KEY_SEQ:s PK_NAME");
  private static final Shape FOREIGN =
      new Shape(
          "PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME PKCOLUMN_NAME FKTABLE_CAT FKTABLE_SCHEM"
              + " FKTABLE_NAME FKCOLUMN_NAME KEY_SEQ:s UPDATE_RULE:s DELETE_RULE:s FK_NAME PK_NAME"
              + " DEFERRABILITY:s");
  private static final Shape INDEXES =
      new Shape(
          "TABLE_CAT TABLE_SCHEM TABLE_NAME NON_UNIQUE:b INDEX_QUALIFIER INDEX_NAME TYPE:s"
              + " ORDINAL_POSITION:s COLUMN_NAME ASC_OR_DESC CARDINALITY:l PAGES:l"
              + " FILTER_CONDITION");

  private final Lookup lookup;

  Keys(Lookup lookup) {
    this.lookup = lookup;
  }

  ResultSet primary(@Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    if (lookup.isHere(catalog)) {
      Query query =
          Query.ofTwo(
                  "table_constraints",
                  "key_column_usage",
                  "constraint_schema",
                  "constraint_name",
                  "table_name")
              .select(
                  "b",
                  "table_schema",
                  "table_name",
                  "column_name",
                  "ordinal_position",
                  "constraint_name")
              .named("a.table_schema", schema)
              .named("a.table_name", table)
              .is("a.constraint_type", "PRIMARY KEY");
      for (Facts found : lookup.all(query)) {
        rows.add(
            new @Nullable Object[] {
              lookup.catalog(),
              found.text(0),
              found.text(1),
              found.text(2),
              found.small(3),
              found.text(4)
            });
      }
    }
    rows.sort(Shape.by(4, 2, 3));
    return PRIMARY.of(rows, lookup.session());
  }

  /** Of one table, those that it refers with. */
  ResultSet imported(@Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    Query query = foreign(lookup.isHere(catalog));
    return rows(query.named("a.table_schema", schema).named("a.table_name", table), 1, 2, 3, 12, 9);
  }

  /** Of one table, those that refer to it. */
  ResultSet exported(@Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    Query query = foreign(lookup.isHere(catalog));
    return rows(
        query.named("a.referenced_schema", schema).named("a.referenced_table", table),
        5,
        6,
        7,
        12,
        9);
  }

  /** Between two tables. */
  ResultSet between(
      @Nullable String parentCatalog,
      @Nullable String parentSchema,
      @Nullable String parentTable,
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table)
      throws SQLException {
    Query query =
        foreign(lookup.isHere(parentCatalog) && lookup.isHere(catalog))
            .named("a.referenced_schema", parentSchema)
            .named("a.referenced_table", parentTable)
            .named("a.table_schema", schema)
            .named("a.table_name", table);
    return rows(query, 5, 6, 7, 12, 9);
  }

  private static Query foreign(boolean isHere) {
    Query query =
        Query.ofTwo(
                "referential_constraints",
                "referenced_columns",
                "constraint_schema",
                "constraint_name",
                "table_name")
            .select("a", "referenced_schema", "referenced_table")
            .select("b", "referenced_column_name")
            .select("a", "table_schema", "table_name")
            .select("b", "column_name", "ordinal_position")
            .select("a", "update_rule", "delete_rule", "constraint_name", "unique_constraint_name");
    return isHere ? query : query.none();
  }

  private ResultSet rows(Query query, int... order) throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Facts found : lookup.all(query)) {
      rows.add(
          new @Nullable Object[] {
            lookup.catalog(),
            found.text(0),
            found.text(1),
            found.text(2),
            lookup.catalog(),
            found.text(3),
            found.text(4),
            found.text(5),
            found.small(6),
            rule(found.text(7)),
            rule(found.text(8)),
            found.text(9),
            found.text(10),
            (short) DatabaseMetaData.importedKeyNotDeferrable
          });
    }
    rows.sort(Shape.by(order));
    return FOREIGN.of(rows, lookup.session());
  }

  private static short rule(@Nullable String name) {
    return switch (name == null ? "" : name) {
      case "CASCADE" -> DatabaseMetaData.importedKeyCascade;
      case "RESTRICT" -> DatabaseMetaData.importedKeyRestrict;
      case "SET NULL" -> DatabaseMetaData.importedKeySetNull;
      case "SET DEFAULT" -> DatabaseMetaData.importedKeySetDefault;
      default -> DatabaseMetaData.importedKeyNoAction;
    };
  }

  ResultSet indexes(
      @Nullable String catalog, @Nullable String schema, @Nullable String table, boolean unique)
      throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    if (lookup.isHere(catalog)) {
      Query query =
          Query.of(
                  "indexes",
                  "table_schema",
                  "table_name",
                  "is_unique",
                  "index_name",
                  "ordinal_position",
                  "column_name",
                  "ascending",
                  "cardinality")
              .named("table_schema", schema)
              .named("table_name", table);
      for (Facts found : lookup.all(query)) {
        boolean isUnique = Boolean.TRUE.equals(found.value(2));
        if (isUnique || !unique) {
          rows.add(index(found, isUnique));
        }
      }
    }
    rows.sort(Shape.by(4, 7, 6, 2, 3, 8));
    return INDEXES.of(rows, lookup.session());
  }

  private @Nullable Object[] index(Facts found, boolean isUnique) {
    return new @Nullable Object[] {
      lookup.catalog(),
      found.text(0),
      found.text(1),
      !isUnique,
      null,
      found.text(3),
      DatabaseMetaData.tableIndexOther,
      found.small(4),
      found.text(5),
      found.text(6),
      found.big(7),
      0L,
      null
    };
  }
}
