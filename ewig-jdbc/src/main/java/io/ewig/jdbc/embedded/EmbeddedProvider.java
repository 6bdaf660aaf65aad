package io.ewig.jdbc.embedded;

import io.ewig.calcite.session.Session;
import io.ewig.calcite.session.Settings;
import io.ewig.engine.error.EwigException;
import io.ewig.jdbc.error.Failures;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.LinkProvider;
import io.ewig.jdbc.link.Setting;
import io.ewig.jdbc.url.Address;
import io.ewig.jdbc.url.Property;
import io.ewig.jdbc.url.Target;
import java.sql.SQLException;
import java.util.Map;

/** Opens databases in memory and in folders. */
public final class EmbeddedProvider implements LinkProvider {

  private static final Map<Property, Setting> SETTINGS =
      Map.of(
          Property.TIME_ZONE, Setting.TIME_ZONE,
          Property.BRANCH, Setting.BRANCH,
          Property.SCHEMA, Setting.SCHEMA,
          Property.AS_OF, Setting.AS_OF,
          Property.VALID_AT, Setting.VALID_AT,
          Property.READ_ONLY, Setting.READ_ONLY,
          Property.APPLICATION_NAME, Setting.APPLICATION_NAME);

  @Override
  public boolean serves(Address address) {
    return !(address instanceof Address.Remote);
  }

  @Override
  public Link open(Target target) throws SQLException {
    OpenDatabases.Lease lease;
    try {
      lease = OpenDatabases.open(target);
    } catch (EwigException e) {
      throw Errors.of(e);
    } catch (RuntimeException e) {
      throw Failures.unforeseen(e);
    }
    return link(lease, target);
  }

  /** A session of its own; closing the link ends it and gives the lease back. */
  static Link link(OpenDatabases.Lease lease, Target target) throws SQLException {
    Settings settings = new Settings();
    settings.setUser(target.value(Property.USER).orElse(""));
    Session session = lease.database().session(settings);
    EmbeddedLink link = new EmbeddedLink(lease, session, target);
    try {
      link.set(Setting.TIME_ZONE, target.value(Property.TIME_ZONE).orElse("UTC"));
      for (var entry : SETTINGS.entrySet()) {
        if (entry.getKey() != Property.TIME_ZONE && target.given(entry.getKey()).isPresent()) {
          link.set(entry.getValue(), target.given(entry.getKey()).get());
        }
      }
      return link;
    } catch (SQLException e) {
      link.close();
      throw e;
    }
  }
}
