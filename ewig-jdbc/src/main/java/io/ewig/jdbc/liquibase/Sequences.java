package io.ewig.jdbc.liquibase;

import liquibase.database.Database;
import liquibase.snapshot.SnapshotGenerator;
import liquibase.snapshot.jvm.SequenceSnapshotGenerator;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.RawParameterizedSqlStatement;
import liquibase.structure.DatabaseObject;
import liquibase.structure.core.Schema;

/** Finds the sequences of a schema, which JDBC has no call for. */
@SuppressWarnings({"rawtypes", "unchecked"}) // the classes above this one are written that way
public final class Sequences extends SequenceSnapshotGenerator {

  private static final String OF_SCHEMA =
      """
      SELECT sequence_name AS "SEQUENCE_NAME", start_value AS "START_VALUE",
        minimum_value AS "MIN_VALUE", maximum_value AS "MAX_VALUE", increment AS "INCREMENT_BY",
        cycle_option = 'YES' AS "WILL_CYCLE"
      FROM information_schema.sequences WHERE sequence_schema = ?
      """;

  @Override
  public int getPriority(Class<? extends DatabaseObject> type, Database database) {
    return database instanceof EwigDatabase
        ? super.getPriority(type, database) + PRIORITY_DATABASE
        : PRIORITY_NONE;
  }

  @Override
  public Class<? extends SnapshotGenerator>[] replaces() {
    return new Class[] {SequenceSnapshotGenerator.class};
  }

  @Override
  protected SqlStatement getSelectSequenceStatement(Schema schema, Database database) {
    return new RawParameterizedSqlStatement(OF_SCHEMA, schema.getName());
  }
}
