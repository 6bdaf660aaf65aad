package io.ewig.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.value.Type;
import io.ewig.parser.definition.ColumnDefinition;
import io.ewig.parser.definition.ColumnType;
import io.ewig.parser.definition.CreateTable;
import io.ewig.parser.definition.SequenceOptions;
import org.apache.calcite.sql.SqlNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypesAndLiteralsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BOOLEAN | boolean
          BOOL | boolean
          TINYINT | tinyint
          SMALLINT | smallint
          INT | integer
          INT8 | bigint
          BIGINT | bigint
          REAL | real
          FLOAT | double
          DOUBLE | double
          DOUBLE PRECISION | double
          DECIMAL | decimal(38,9)
          DECIMAL(10) | decimal(10,0)
          NUMERIC(10, 2) | decimal(10,2)
          CHAR | char(1)
          CHARACTER(5) | char(5)
          VARCHAR | varchar
          VARCHAR(40) | varchar(40)
          CHARACTER VARYING(40) | varchar(40)
          TEXT | varchar
          CLOB | varchar
          BINARY(4) | binary(4)
          VARBINARY(8) | varbinary(8)
          BYTEA | varbinary
          BLOB | varbinary
          DATE | date
          TIME | time(9)
          TIME(3) | time(3)
          TIMESTAMP | timestamp(9)
          TIMESTAMP(6) | timestamp(6)
          TIMESTAMP WITHOUT TIME ZONE | timestamp(9)
          DATETIME | timestamp(9)
          DATETIME(3) | timestamp(3)
          TIMESTAMP(3) WITH TIME ZONE | timestamp(3) with time zone
          TIMESTAMP WITH LOCAL TIME ZONE | timestamp(9) with time zone
          TIMESTAMPTZ | timestamp(9) with time zone
          INTERVAL YEAR TO MONTH | interval year to month
          INTERVAL MONTH | interval year to month
          INTERVAL DAY TO SECOND | interval day to second
          INTERVAL HOUR | interval day to second
          UUID | uuid
          JSON | json
          JSONB | json
          INTEGER ARRAY | integer array
          VARCHAR(5) ARRAY ARRAY | varchar(5) array array
          """)
  void aColumnHasTheEnginesType(String written, String type) {
    assertThat(ColumnType.of(type(written))).isEqualTo(Type.parse(type));
  }

  private static SqlNode type(String written) {
    return column("a " + written).type().orElseThrow();
  }

  private static ColumnDefinition column(String written) {
    return table(written).columns().get(0);
  }

  private static CreateTable table(String column) {
    return (CreateTable) SqlText.parse("CREATE TABLE t (" + column + ")").tree();
  }

  @Test
  void whatNoColumnHoldsIsRefused() {
    assertThatThrownBy(() -> ColumnType.of(type("MAP<INT, INT>"))).hasMessageContaining("type");
    assertThatThrownBy(() -> ColumnType.of(type("ANY"))).hasMessageContaining("ANY");
    assertThatThrownBy(() -> ColumnType.of(type("VARCHAR(0)"))).hasMessageContaining("length of 0");
    assertThatThrownBy(() -> ColumnType.of(type("TIMESTAMP(10)"))).hasMessageContaining("0 to 9");
  }

  @Test
  void aSerialIsAnIdentity() {
    ColumnDefinition column = column("a BIGSERIAL");
    assertThat(ColumnType.of(column.type().orElseThrow())).isEqualTo(Type.BIGINT);
    assertThat(column.isNotNull()).isTrue();
    assertThat(column.identity().orElseThrow().isAlways()).isFalse();
    assertThat(column("a INT AUTO_INCREMENT").identity().orElseThrow().options()).isEmpty();
    ColumnDefinition always =
        column("a INT GENERATED ALWAYS AS IDENTITY (START WITH -5, INCREMENT BY -2)");
    assertThat(always.identity().orElseThrow().isAlways()).isTrue();
    SequenceOptions options = always.identity().orElseThrow().options().orElseThrow();
    assertThat(options.start()).hasValue(-5L);
    assertThat(options.increment()).hasValue(-2L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          DATE '2024-1-5' | DATE '2024-01-05'
          {d '2024-01-05'} | DATE '2024-01-05'
          TIME '1:02' | TIME '01:02:00'
          TIME '01:02:03.123456789' | TIME '01:02:03.123456789'
          {t '01:02:03'} | TIME '01:02:03'
          TIMESTAMP '2024-01-05' | TIMESTAMP '2024-01-05 00:00:00'
          TIMESTAMP '2024-01-05T01:02' | TIMESTAMP '2024-01-05 01:02:00'
          TIMESTAMP '2024-01-05 01:02:03.000000001' | TIMESTAMP '2024-01-05 01:02:03.000000001'
          TIMESTAMP '2024-01-05T01:02:03.5Z' | TIMESTAMP WITH TIME ZONE '2024-01-05 01:02:03.5Z'
          TIMESTAMP '2024-01-05t01:02:03z' | TIMESTAMP WITH TIME ZONE '2024-01-05 01:02:03Z'
          TIMESTAMP '2024-01-05 01:02:03+02:00' | TIMESTAMP WITH TIME ZONE '2024-01-04 23:02:03Z'
          TIMESTAMP '2024-01-05 01:02:03 -05' | TIMESTAMP WITH TIME ZONE '2024-01-05 06:02:03Z'
          TIMESTAMP '2024-07-05 01:02:03 America/Montreal' | TIMESTAMP WITH TIME ZONE '2024-07-05 05:02:03Z'
          TIMESTAMP WITH TIME ZONE '2024-01-05 01:02:03 UTC' | TIMESTAMP WITH TIME ZONE '2024-01-05 01:02:03Z'
          {ts '2024-01-05 01:02:03.25'} | TIMESTAMP '2024-01-05 01:02:03.25'
          TIMESTAMP WITH TIME ZONE '2024-01-05' | CAST(TIMESTAMP '2024-01-05 00:00:00' AS TIMESTAMP(9) WITH LOCAL TIME ZONE)
          x'0AfF' | X'0AFF'
          'it''s' | 'it''s'
          N'é' | 'é'
          U&'\\00e9' | 'é'
          """)
  void aLiteralMeansWhatItSays(String written, String printed) {
    assertThat(SqlText.print(SqlText.parseExpression(written))).isEqualTo(printed);
  }
}
