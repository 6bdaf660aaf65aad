package io.ewig.jdbc.metadata;

import io.ewig.jdbc.error.Unwrapping;
import io.ewig.jdbc.link.Product;
import io.ewig.jdbc.link.Setting;
import io.ewig.jdbc.statement.Session;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a connection knows about its database. */
public final class EwigDatabaseMetaData
    implements Language, Capabilities, Limits, NothingOfTheKind, Unwrapping {

  /** A snapshot is stronger than the first two ask for. */
  public static final Set<Integer> ISOLATION_LEVELS =
      Set.of(
          Connection.TRANSACTION_READ_UNCOMMITTED,
          Connection.TRANSACTION_READ_COMMITTED,
          Connection.TRANSACTION_REPEATABLE_READ);

  private static final Shape CLIENT_INFO = new Shape("NAME MAX_LEN:i DEFAULT_VALUE DESCRIPTION");

  /** Longer texts are refused by nobody, but this is what a commit's record has room for. */
  private static final int CLIENT_INFO_CHARS = 255;

  private final Session session;
  private final Tables tables;
  private final Columns columns;
  private final Keys keys;
  private final Routines routines;
  private final TypeList types;

  public EwigDatabaseMetaData(Session session, boolean isUnderscoreLiteral) {
    var lookup = new Lookup(session, isUnderscoreLiteral);
    this.session = session;
    this.tables = new Tables(lookup);
    this.columns = new Columns(lookup);
    this.keys = new Keys(lookup);
    this.routines = new Routines(lookup);
    this.types = new TypeList(lookup);
  }

  @Override
  public Session session() throws SQLException {
    session.link();
    return session;
  }

  @Override
  public Connection getConnection() {
    return session.connection();
  }

  @Override
  public String getURL() throws SQLException {
    return session.link().url();
  }

  @Override
  public String getUserName() throws SQLException {
    return session.link().user();
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    return Boolean.parseBoolean(session.link().get(Setting.READ_ONLY));
  }

  @Override
  public String getDatabaseProductName() throws SQLException {
    return session.link().product().name();
  }

  @Override
  public String getDatabaseProductVersion() throws SQLException {
    return session.link().product().version();
  }

  @Override
  public int getDatabaseMajorVersion() throws SQLException {
    return session.link().product().major();
  }

  @Override
  public int getDatabaseMinorVersion() throws SQLException {
    return session.link().product().minor();
  }

  @Override
  public String getDriverName() {
    return Product.THIS.name() + " JDBC Driver";
  }

  @Override
  public String getDriverVersion() {
    return Product.THIS.version();
  }

  @Override
  public int getDriverMajorVersion() {
    return Product.THIS.major();
  }

  @Override
  public int getDriverMinorVersion() {
    return Product.THIS.minor();
  }

  @Override
  public ResultSet getCatalogs() throws SQLException {
    return tables.catalogs();
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return tables.schemas(null, null);
  }

  @Override
  public ResultSet getSchemas(@Nullable String catalog, @Nullable String pattern)
      throws SQLException {
    return tables.schemas(catalog, pattern);
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    return tables.types();
  }

  @Override
  public ResultSet getTables(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      String @Nullable [] wanted)
      throws SQLException {
    return tables.tables(catalog, schema, table, wanted);
  }

  @Override
  public ResultSet getColumns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String column)
      throws SQLException {
    return columns.columns(catalog, schema, table, column);
  }

  @Override
  public ResultSet getPseudoColumns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String column)
      throws SQLException {
    return columns.pseudoColumns(catalog, schema, table, column);
  }

  @Override
  public ResultSet getBestRowIdentifier(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      int scope,
      boolean nullable)
      throws SQLException {
    return columns.bestRow(catalog, schema, table);
  }

  @Override
  public ResultSet getPrimaryKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return keys.primary(catalog, schema, table);
  }

  @Override
  public ResultSet getImportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return keys.imported(catalog, schema, table);
  }

  @Override
  public ResultSet getExportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return keys.exported(catalog, schema, table);
  }

  @Override
  public ResultSet getCrossReference(
      @Nullable String parentCatalog,
      @Nullable String parentSchema,
      @Nullable String parentTable,
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table)
      throws SQLException {
    return keys.between(parentCatalog, parentSchema, parentTable, catalog, schema, table);
  }

  @Override
  public ResultSet getIndexInfo(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      boolean unique,
      boolean approximate)
      throws SQLException {
    return keys.indexes(catalog, schema, table, unique);
  }

  @Override
  public ResultSet getFunctions(
      @Nullable String catalog, @Nullable String schema, @Nullable String name)
      throws SQLException {
    return routines.functions(catalog, schema, name);
  }

  @Override
  public ResultSet getFunctionColumns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String name,
      @Nullable String column)
      throws SQLException {
    return routines.functionColumns(catalog, schema, name, column);
  }

  @Override
  public ResultSet getProcedures(
      @Nullable String catalog, @Nullable String schema, @Nullable String name)
      throws SQLException {
    return routines.procedures(catalog, schema, name);
  }

  @Override
  public ResultSet getProcedureColumns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String name,
      @Nullable String column)
      throws SQLException {
    return routines.procedureColumns(catalog, schema, name, column);
  }

  @Override
  public ResultSet getTypeInfo() throws SQLException {
    return types.types();
  }

  @Override
  public ResultSet getClientInfoProperties() throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    ClientInfoNames.KNOWN.forEach(
        (name, meaning) -> rows.add(new @Nullable Object[] {name, CLIENT_INFO_CHARS, "", meaning}));
    return CLIENT_INFO.of(rows, session());
  }
}
