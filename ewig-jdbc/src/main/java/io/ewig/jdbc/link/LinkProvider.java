package io.ewig.jdbc.link;

import io.ewig.jdbc.url.Address;
import io.ewig.jdbc.url.Target;
import java.sql.SQLException;

/**
 * Opens links to addresses of one kind.
 *
 * <p>The driver finds them as services ({@code META-INF/services/io.ewig.jdbc.link.LinkProvider}),
 * so that a jar can hold the remote one without the embedded one. No class is named by a URL.
 */
public interface LinkProvider {

  boolean serves(Address address);

  /**
   * @throws SQLException 08001 if there is no such database, 28000 if it will not open to this user
   */
  Link open(Target target) throws SQLException;
}
