package io.ewig.jdbc.remote;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.LinkProvider;
import io.ewig.jdbc.url.Address;
import io.ewig.jdbc.url.Property;
import io.ewig.jdbc.url.Target;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Opens databases behind servers. */
public final class RemoteProvider implements LinkProvider {

  /** What is about a session, rather than about this side of the wire. */
  private static final List<Property> OF_SESSION =
      List.of(
          Property.USER,
          Property.BRANCH,
          Property.SCHEMA,
          Property.AS_OF,
          Property.VALID_AT,
          Property.READ_ONLY,
          Property.TIME_ZONE,
          Property.APPLICATION_NAME,
          Property.MEMORY_MAX_BYTES);

  @Override
  public boolean serves(Address address) {
    return address instanceof Address.Remote;
  }

  @Override
  public Link open(Target target) throws SQLException {
    for (Property property : Property.OF_OPENING) {
      if (target.given(property).isPresent()) {
        throw SqlState.CANNOT_CONNECT.error(
            property.key() + " says how a folder is opened, which the server has done; leave it");
      }
    }
    var address = (Address.Remote) target.address();
    Map<String, String> properties = new LinkedHashMap<>();
    for (Property property : OF_SESSION) {
      target.given(property).ifPresent(value -> properties.put(property.key(), value));
    }
    Patience patience = Patience.of(target);
    Endpoint endpoint = Endpoint.of(target, patience);
    if (target.given(Property.PASSWORD).isPresent() && endpoint.isExposed()) {
      throw SqlState.CANNOT_CONNECT.error(
          "the password would go to " + endpoint + " in the clear; add tls=true to the URL");
    }
    RemoteSession session =
        new RemoteSession(endpoint, address.database().orElse(""), properties, patience);
    session.open();
    return new RemoteLink(session, target.url());
  }
}
