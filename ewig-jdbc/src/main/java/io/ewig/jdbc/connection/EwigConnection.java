package io.ewig.jdbc.connection;

import io.ewig.jdbc.link.Setting;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a connection to Ewig can do beyond JDBC. From an embedded one, {@code unwrap} also gives the
 * engine itself.
 */
public interface EwigConnection extends Connection {

  /** Such as the branch, or the moment that is looked at; null if there is none. */
  @Nullable String getSetting(Setting setting) throws SQLException;

  /**
   * @param value null for what is usual
   */
  void setSetting(Setting setting, @Nullable String value) throws SQLException;

  /** The branch that statements read and write. */
  String getBranch() throws SQLException;

  void setBranch(String branch) throws SQLException;
}
