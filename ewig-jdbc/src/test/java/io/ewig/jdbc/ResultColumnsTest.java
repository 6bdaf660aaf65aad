package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultColumnsTest {

  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = Fakes.connect();
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private ResultSetMetaData of(String sql) throws SQLException {
    return connection.prepareStatement(sql).getMetaData();
  }

  @Test
  void tellsWhereAColumnComesFrom() throws SQLException {
    ResultSetMetaData columns = of("numbers 1");
    assertThat(columns.getColumnCount()).isEqualTo(2);
    assertThat(columns.getColumnLabel(2)).isEqualTo("Word");
    assertThat(columns.getColumnName(2)).isEqualTo("word");
    assertThat(columns.getTableName(2)).isEqualTo("things");
    assertThat(columns.getSchemaName(2)).isEqualTo("public");
    assertThat(columns.getCatalogName(2)).isEqualTo("fake");
    assertThat(columns.isNullable(1)).isEqualTo(ResultSetMetaData.columnNoNulls);
    assertThat(columns.isNullable(2)).isEqualTo(ResultSetMetaData.columnNullable);
    assertThat(columns.isAutoIncrement(1)).isTrue();
    assertThat(columns.isReadOnly(1)).isFalse();
    assertThat(columns.isWritable(1)).isTrue();
    assertThat(columns.isDefinitelyWritable(1)).isFalse();
    assertThat(columns.isSearchable(1)).isTrue();
    assertThat(columns.isCurrency(1)).isFalse();
    assertThat(columns.isCaseSensitive(1)).isFalse();
    assertThat(columns.isCaseSensitive(2)).isTrue();
  }

  @Test
  void saysNothingOfWhatIsComputed() throws SQLException {
    ResultSetMetaData columns = of("echo INTEGER");
    assertThat(columns.getTableName(1)).isEmpty();
    assertThat(columns.getSchemaName(1)).isEmpty();
    assertThat(columns.getCatalogName(1)).isEmpty();
    assertThat(columns.getColumnName(1)).isEqualTo("value");
    assertThat(columns.isReadOnly(1)).isTrue();
    assertThat(columns.isWritable(1)).isFalse();
    assertThat(columns.isNullable(1)).isEqualTo(ResultSetMetaData.columnNullableUnknown);
    fails("42703", () -> columns.getColumnName(0));
    fails("42703", () -> columns.getColumnType(2));
  }

  @ParameterizedTest
  @CsvSource({
    "BOOLEAN, 16, java.lang.Boolean, 1, 0, 5, false",
    "TINYINT, -6, java.lang.Integer, 3, 0, 4, true",
    "SMALLINT, 5, java.lang.Integer, 5, 0, 6, true",
    "INTEGER, 4, java.lang.Integer, 10, 0, 11, true",
    "BIGINT, -5, java.lang.Long, 19, 0, 20, true",
    "REAL, 7, java.lang.Float, 7, 0, 15, true",
    "DOUBLE, 8, java.lang.Double, 15, 0, 24, true",
    "DECIMAL, 3, java.math.BigDecimal, 12, 3, 14, true",
    "CHAR, 1, java.lang.String, 3, 0, 3, false",
    "VARCHAR, 12, java.lang.String, 0, 0, 2147483647, false",
    "VARBINARY, -3, [B, 10, 0, 20, false",
    "DATE, 91, java.sql.Date, 10, 0, 10, false",
    "TIME, 92, java.sql.Time, 18, 9, 18, false",
    "TIMESTAMP, 93, java.sql.Timestamp, 29, 9, 29, false",
    "TIMESTAMP WITH TIME ZONE, 2014, java.time.OffsetDateTime, 35, 9, 35, false",
    "INTERVAL YEAR TO MONTH, 1111, java.time.Period, 0, 0, 30, true",
    "INTERVAL DAY TO SECOND, 1111, java.time.Duration, 0, 0, 30, true",
    "UUID, 1111, java.util.UUID, 0, 0, 36, false",
    "JSON, 12, java.lang.String, 0, 0, 2147483647, false",
    "INTEGER ARRAY, 2003, java.sql.Array, 0, 0, 2147483647, false",
    "ROW, 2002, java.sql.Struct, 0, 0, 2147483647, false",
    "MAP, 1111, java.util.Map, 0, 0, 2147483647, false",
    "ANY, 1111, java.lang.Object, 0, 0, 2147483647, false"
  })
  void describesTypes(
      String name, int code, String type, int precision, int scale, int size, boolean isSigned)
      throws SQLException {
    ResultSetMetaData columns = of("echo " + name);
    assertThat(columns.getColumnTypeName(1)).isEqualTo(name);
    assertThat(columns.getColumnType(1)).isEqualTo(code);
    assertThat(columns.getColumnClassName(1)).isEqualTo(type);
    assertThat(columns.getPrecision(1)).isEqualTo(precision);
    assertThat(columns.getScale(1)).isEqualTo(scale);
    assertThat(columns.getColumnDisplaySize(1)).isEqualTo(size);
    assertThat(columns.isSigned(1)).isEqualTo(isSigned);
  }
}
