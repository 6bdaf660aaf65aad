package io.ewig.jdbc.metadata;

import io.ewig.jdbc.statement.Identifiers;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;

/** Numbers and names that never change; a maximum of 0 says that there is none, or none known. */
interface Limits extends DatabaseMetaData {

  int TABLE_COLUMNS = 1_600;
  int INDEX_COLUMNS = 32;
  int INDEX_BYTES = 4_096;
  int SELECT_COLUMNS = 4_096;
  int STATEMENT_CHARS = 1 << 20;

  @Override
  default int getMaxBinaryLiteralLength() throws SQLException {
    return 0;
  }

  @Override
  default int getMaxCharLiteralLength() throws SQLException {
    return 0;
  }

  @Override
  default int getMaxColumnNameLength() throws SQLException {
    return Identifiers.CHARS_MAX;
  }

  @Override
  default int getMaxColumnsInGroupBy() throws SQLException {
    return 0;
  }

  @Override
  default int getMaxColumnsInIndex() throws SQLException {
    return INDEX_COLUMNS;
  }

  @Override
  default int getMaxColumnsInOrderBy() throws SQLException {
    return 0;
  }

  @Override
  default int getMaxColumnsInSelect() throws SQLException {
    return SELECT_COLUMNS;
  }

  @Override
  default int getMaxColumnsInTable() throws SQLException {
    return TABLE_COLUMNS;
  }

  @Override
  default int getMaxConnections() throws SQLException {
    return 0;
  }

  @Override
  default int getMaxCursorNameLength() throws SQLException {
    return 0;
  }

  @Override
  default int getMaxIndexLength() throws SQLException {
    return INDEX_BYTES;
  }

  @Override
  default int getMaxSchemaNameLength() throws SQLException {
    return Identifiers.CHARS_MAX;
  }

  @Override
  default int getMaxProcedureNameLength() throws SQLException {
    return 0;
  }

  @Override
  default int getMaxCatalogNameLength() throws SQLException {
    return 0;
  }

  @Override
  default int getMaxRowSize() throws SQLException {
    return 0;
  }

  @Override
  default int getMaxStatementLength() throws SQLException {
    return STATEMENT_CHARS;
  }

  @Override
  default int getMaxStatements() throws SQLException {
    return 0;
  }

  @Override
  default int getMaxTableNameLength() throws SQLException {
    return Identifiers.CHARS_MAX;
  }

  @Override
  default int getMaxTablesInSelect() throws SQLException {
    return 0;
  }

  @Override
  default int getMaxUserNameLength() throws SQLException {
    return 0;
  }

  @Override
  default int getDefaultTransactionIsolation() throws SQLException {
    return Connection.TRANSACTION_REPEATABLE_READ;
  }

  @Override
  default int getResultSetHoldability() throws SQLException {
    return ResultSet.CLOSE_CURSORS_AT_COMMIT;
  }

  @Override
  default int getJDBCMajorVersion() throws SQLException {
    return 4;
  }

  @Override
  default int getJDBCMinorVersion() throws SQLException {
    return 3;
  }

  @Override
  default int getSQLStateType() throws SQLException {
    return sqlStateSQL;
  }

  @Override
  default RowIdLifetime getRowIdLifetime() throws SQLException {
    return RowIdLifetime.ROWID_UNSUPPORTED;
  }

  @Override
  default String getIdentifierQuoteString() throws SQLException {
    return "\"";
  }

  @Override
  default String getSearchStringEscape() throws SQLException {
    return "\\";
  }

  @Override
  default String getExtraNameCharacters() throws SQLException {
    return "";
  }

  @Override
  default String getCatalogSeparator() throws SQLException {
    return ".";
  }

  @Override
  default String getCatalogTerm() throws SQLException {
    return "database";
  }

  @Override
  default String getSchemaTerm() throws SQLException {
    return "schema";
  }

  @Override
  default String getProcedureTerm() throws SQLException {
    return "procedure";
  }

  @Override
  default String getSQLKeywords() throws SQLException {
    return Words.KEYWORDS;
  }

  @Override
  default String getNumericFunctions() throws SQLException {
    return Words.NUMERIC_FUNCTIONS;
  }

  @Override
  default String getStringFunctions() throws SQLException {
    return Words.STRING_FUNCTIONS;
  }

  @Override
  default String getSystemFunctions() throws SQLException {
    return Words.SYSTEM_FUNCTIONS;
  }

  @Override
  default String getTimeDateFunctions() throws SQLException {
    return Words.TIME_FUNCTIONS;
  }
}
