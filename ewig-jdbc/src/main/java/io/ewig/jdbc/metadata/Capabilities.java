package io.ewig.jdbc.metadata;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What connections, transactions and results can do. */
interface Capabilities extends DatabaseMetaData {

  @Override
  default boolean supportsOpenCursorsAcrossCommit() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsOpenCursorsAcrossRollback() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsOpenStatementsAcrossCommit() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsOpenStatementsAcrossRollback() throws SQLException {
    return true;
  }

  @Override
  default boolean doesMaxRowSizeIncludeBlobs() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsTransactions() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsDataDefinitionAndDataManipulationTransactions() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsDataManipulationTransactionsOnly() throws SQLException {
    return false;
  }

  @Override
  default boolean dataDefinitionCausesTransactionCommit() throws SQLException {
    return false;
  }

  @Override
  default boolean dataDefinitionIgnoredInTransactions() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsBatchUpdates() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsSavepoints() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsNamedParameters() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsMultipleOpenResults() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsGetGeneratedKeys() throws SQLException {
    return true;
  }

  @Override
  default boolean locatorsUpdateCopy() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsStatementPooling() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsStoredFunctionsUsingCallSyntax() throws SQLException {
    return true;
  }

  @Override
  default boolean autoCommitFailureClosesAllResultSets() throws SQLException {
    return false;
  }

  @Override
  default boolean generatedKeyAlwaysReturned() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsRefCursors() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsSharding() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsConvert(int from, int to) throws SQLException {
    return Conversions.isSupported(from, to);
  }

  @Override
  default boolean supportsTransactionIsolationLevel(int level) throws SQLException {
    return EwigDatabaseMetaData.ISOLATION_LEVELS.contains(level);
  }

  @Override
  default boolean supportsResultSetType(int type) throws SQLException {
    return type == ResultSet.TYPE_FORWARD_ONLY || type == ResultSet.TYPE_SCROLL_INSENSITIVE;
  }

  @Override
  default boolean supportsResultSetConcurrency(int type, int concurrency) throws SQLException {
    return supportsResultSetType(type)
        && (concurrency == ResultSet.CONCUR_READ_ONLY || concurrency == ResultSet.CONCUR_UPDATABLE);
  }

  @Override
  default boolean supportsResultSetHoldability(int holdability) throws SQLException {
    return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT
        || holdability == ResultSet.CLOSE_CURSORS_AT_COMMIT;
  }

  @Override
  default boolean ownUpdatesAreVisible(int type) throws SQLException {
    return supportsResultSetType(type);
  }

  @Override
  default boolean ownDeletesAreVisible(int type) throws SQLException {
    return supportsResultSetType(type);
  }

  @Override
  default boolean ownInsertsAreVisible(int type) throws SQLException {
    return false;
  }

  @Override
  default boolean othersUpdatesAreVisible(int type) throws SQLException {
    return false;
  }

  @Override
  default boolean othersDeletesAreVisible(int type) throws SQLException {
    return false;
  }

  @Override
  default boolean othersInsertsAreVisible(int type) throws SQLException {
    return false;
  }

  @Override
  default boolean updatesAreDetected(int type) throws SQLException {
    return supportsResultSetType(type);
  }

  @Override
  default boolean deletesAreDetected(int type) throws SQLException {
    return supportsResultSetType(type);
  }

  @Override
  default boolean insertsAreDetected(int type) throws SQLException {
    return false;
  }
}
