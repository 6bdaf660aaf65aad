package io.ewig.server.avatica;

import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ValueType;
import io.ewig.server.session.ServerSession;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.remote.Service;
import org.jspecify.annotations.Nullable;

/**
 * What {@code DatabaseMetaData} knows, as answers: whole, for a client asks for it and reads it.
 */
final class Listing {

  /** Asks for a listing. */
  interface Question {
    ResultSet ask(DatabaseMetaData about) throws SQLException;
  }

  private Listing() {}

  static Service.ResultSetResponse of(ServerSession session, Question question)
      throws SQLException {
    try (ResultSet rows = question.ask(session.connection().getMetaData())) {
      List<ColumnInfo> columns = columns(rows.getMetaData());
      List<ValueType> types = columns.stream().map(ColumnInfo::type).toList();
      List<Object> listed = new ArrayList<>();
      while (rows.next()) {
        @Nullable Object[] row = new @Nullable Object[types.size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = rows.getObject(i + 1);
        }
        listed.add(SerialValues.row(row, types, session.connection()));
      }
      return new Service.ResultSetResponse(
          session.id(),
          (int) session.number(),
          true,
          Signatures.of(columns, "", session.connection().catalog()),
          new Meta.Frame(0, true, listed),
          -1,
          AvaticaService.SERVER);
    }
  }

  private static List<ColumnInfo> columns(ResultSetMetaData about) throws SQLException {
    List<ColumnInfo> columns = new ArrayList<>();
    for (int i = 1; i <= about.getColumnCount(); i++) {
      ValueType type =
          new ValueType(
              about.getColumnType(i),
              about.getColumnTypeName(i),
              about.getPrecision(i),
              about.getScale(i),
              null);
      String label = about.getColumnLabel(i);
      columns.add(new ColumnInfo(label, label, "", "", type, ColumnInfo.Nullability.YES, false));
    }
    return columns;
  }

  /** What it says in a word each. */
  static Map<Meta.DatabaseProperty, Object> properties(DatabaseMetaData about) throws SQLException {
    Map<Meta.DatabaseProperty, Object> properties = new TreeMap<>();
    properties.put(Meta.DatabaseProperty.GET_NUMERIC_FUNCTIONS, about.getNumericFunctions());
    properties.put(Meta.DatabaseProperty.GET_STRING_FUNCTIONS, about.getStringFunctions());
    properties.put(Meta.DatabaseProperty.GET_SYSTEM_FUNCTIONS, about.getSystemFunctions());
    properties.put(Meta.DatabaseProperty.GET_TIME_DATE_FUNCTIONS, about.getTimeDateFunctions());
    properties.put(Meta.DatabaseProperty.GET_S_Q_L_KEYWORDS, about.getSQLKeywords());
    properties.put(Meta.DatabaseProperty.GET_DATABASE_PRODUCT_NAME, about.getDatabaseProductName());
    properties.put(
        Meta.DatabaseProperty.GET_DATABASE_PRODUCT_VERSION, about.getDatabaseProductVersion());
    properties.put(
        Meta.DatabaseProperty.GET_DATABASE_MAJOR_VERSION, about.getDatabaseMajorVersion());
    properties.put(
        Meta.DatabaseProperty.GET_DATABASE_MINOR_VERSION, about.getDatabaseMinorVersion());
    properties.put(Meta.DatabaseProperty.GET_DRIVER_NAME, about.getDriverName());
    properties.put(Meta.DatabaseProperty.GET_DRIVER_VERSION, about.getDriverVersion());
    properties.put(
        Meta.DatabaseProperty.GET_DEFAULT_TRANSACTION_ISOLATION,
        about.getDefaultTransactionIsolation());
    return properties;
  }

  /** Never more types than asked for; null is any. */
  static String @Nullable [] types(@Nullable List<String> types) {
    return types == null ? null : types.toArray(String[]::new);
  }
}
