package io.ewig.jdbc.value;

import java.sql.SQLException;
import java.time.ZoneId;

/** The session's time zone at the moment: a statement may change it. */
public interface SessionZone {
  ZoneId zone() throws SQLException;
}
