package io.ewig.jdbc.value;

import java.sql.SQLException;
import java.util.List;

/** An array of this driver, which has its elements as they are, and not only as JDBC shows them. */
public interface PlainElements {

  /** Plain values, as the link takes them, or null. */
  List<?> plainElements() throws SQLException;
}
