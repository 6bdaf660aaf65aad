package io.ewig.jdbc.liquibase;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.snapshot.CachedRow;
import liquibase.snapshot.DatabaseSnapshot;
import liquibase.snapshot.SnapshotGenerator;
import liquibase.snapshot.jvm.UniqueConstraintSnapshotGenerator;
import liquibase.structure.DatabaseObject;
import liquibase.structure.core.Schema;
import liquibase.structure.core.Table;
import liquibase.structure.core.UniqueConstraint;

/** Finds the unique keys of a table, which JDBC has no call for. */
@SuppressWarnings({"rawtypes", "unchecked"}) // the classes above this one are written that way
public final class UniqueKeys extends UniqueConstraintSnapshotGenerator {

  private static final String OF_TABLE =
      """
      SELECT constraint_name FROM information_schema.table_constraints
      WHERE table_schema = ? AND table_name = ? AND constraint_type = 'UNIQUE'
      """;
  private static final String COLUMNS =
      """
      SELECT column_name FROM information_schema.key_column_usage
      WHERE table_schema = ? AND table_name = ? AND constraint_name = ?
      ORDER BY ordinal_position
      """;

  @Override
  public int getPriority(Class<? extends DatabaseObject> type, Database database) {
    return database instanceof EwigDatabase
        ? super.getPriority(type, database) + PRIORITY_DATABASE
        : PRIORITY_NONE;
  }

  @Override
  public Class<? extends SnapshotGenerator>[] replaces() {
    return new Class[] {UniqueConstraintSnapshotGenerator.class};
  }

  @Override
  protected List<CachedRow> listConstraints(Table table, DatabaseSnapshot snapshot, Schema schema)
      throws DatabaseException {
    return names(snapshot.getDatabase(), OF_TABLE, schema.getName(), table.getName()).stream()
        .map(name -> new CachedRow(Map.of("CONSTRAINT_NAME", name, "TABLE_NAME", table.getName())))
        .toList();
  }

  @Override
  protected List<Map<String, ?>> listColumns(
      UniqueConstraint key, Database database, DatabaseSnapshot snapshot) throws DatabaseException {
    String schema = key.getRelation().getSchema().getName();
    List<Map<String, ?>> columns = new ArrayList<>();
    for (String name :
        names(database, COLUMNS, schema, key.getRelation().getName(), key.getName())) {
      columns.add(Map.of("COLUMN_NAME", name));
    }
    return columns;
  }

  private static List<String> names(Database database, String query, String... parameters)
      throws DatabaseException {
    Connection connection = ((JdbcConnection) database.getConnection()).getUnderlyingConnection();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      List<String> names = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
      return names;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }
}
