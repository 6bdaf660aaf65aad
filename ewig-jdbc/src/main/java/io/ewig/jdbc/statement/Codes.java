package io.ewig.jdbc.statement;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.value.Streams;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLType;

/** Numbers for types, letters for bytes. */
final class Codes {

  private Codes() {}

  static int of(SQLType type) throws SQLException {
    Integer number = type == null ? null : type.getVendorTypeNumber();
    if (number == null) {
      throw SqlState.INVALID_ARGUMENT.error("the type " + type + " has no number");
    }
    return number;
  }

  static String ascii(InputStream stream, long length) throws SQLException {
    return new String(Streams.bytes(stream, length), StandardCharsets.US_ASCII);
  }
}
