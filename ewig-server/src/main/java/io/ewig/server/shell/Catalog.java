package io.ewig.server.shell;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Queries about what there is in a database. */
final class Catalog {

  private static final String OWN = " WHERE table_schema NOT IN ('information_schema', 'ewig')";

  static final String RELATIONS =
      "SELECT table_schema AS \"schema\", table_name AS name, lower(table_type) AS kind"
          + " FROM information_schema.tables"
          + OWN
          + " ORDER BY 1, 2";

  static final String TABLES =
      "SELECT table_schema AS \"schema\", table_name AS name FROM information_schema.tables"
          + OWN
          + " AND table_type LIKE '%TABLE' ORDER BY 1, 2";

  static final String VIEWS =
      "SELECT table_schema AS \"schema\", table_name AS name, view_definition AS definition"
          + " FROM information_schema.views"
          + OWN
          + " ORDER BY 1, 2";

  static final String SCHEMAS =
      "SELECT schema_name AS name FROM information_schema.schemata ORDER BY 1";

  static final String FUNCTIONS =
      "SELECT DISTINCT routine_name AS name FROM information_schema.routines ORDER BY 1";

  static final String BRANCHES =
      "SELECT name, parent, fork_seq, created FROM ewig.branches ORDER BY name";

  static final String TAGS =
      "SELECT name, commit_id, branch, seq, message, created FROM ewig.tags ORDER BY name";

  private final Connection connection;

  Catalog(Connection connection) {
    this.connection = connection;
  }

  /** Queries that describe one table: its columns, then its keys, indexes and laws of merges. */
  List<String> ofTable(String name) throws SQLException {
    int dot = name.indexOf('.');
    String schema = dot < 0 ? schemaOf(name) : name.substring(0, dot);
    String where =
        " WHERE table_schema = "
            + literal(schema)
            + " AND table_name = "
            + literal(name.substring(dot + 1));
    return List.of(
        "SELECT column_name AS \"column\", lower(data_type) AS type, is_nullable AS nullable,"
            + " coalesce(column_default,"
            + " 'GENERATED ALWAYS AS (' || generation_expression || ') STORED')"
            + " AS \"default\" FROM information_schema.columns"
            + where
            + " AND column_name NOT IN ('_key', '_system_from', '_system_to', '_valid_from',"
            + " '_valid_to', '_commit', '_branch') ORDER BY ordinal_position",
        "SELECT constraint_name AS name, lower(constraint_type) AS kind"
            + " FROM information_schema.table_constraints"
            + where
            + " AND constraint_type <> 'CHECK' UNION ALL SELECT column_name,"
            + " 'merge ' || lower(merge_law) FROM information_schema.columns"
            + where
            + " AND merge_law <> 'LWW' AND is_hidden = 'NO' UNION ALL SELECT table_name,"
            + " 'merge ' || lower(merge_law) FROM information_schema.tables"
            + where
            + " AND merge_law <> 'UPDATE WINS' ORDER BY 2, 1");
  }

  private String schemaOf(String table) throws SQLException {
    DatabaseMetaData about = connection.getMetaData();
    String schema = connection.getSchema();
    String pattern = table.replace("_", about.getSearchStringEscape() + "_");
    try (ResultSet here = about.getTables(null, schema, pattern, null)) {
      if (here.next()) {
        return schema;
      }
    }
    try (ResultSet anywhere = about.getTables(null, null, pattern, null)) {
      if (anywhere.next()) {
        return anywhere.getString("TABLE_SCHEM");
      }
    }
    throw new SQLException(
        "there is no table or view " + table + "; \\d lists those that there are", "42P01");
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
