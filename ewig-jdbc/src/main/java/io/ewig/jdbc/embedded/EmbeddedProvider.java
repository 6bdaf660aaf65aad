package io.ewig.jdbc.embedded;

import io.ewig.calcite.access.Rights;
import io.ewig.calcite.session.Session;
import io.ewig.calcite.session.Settings;
import io.ewig.engine.error.EwigException;
import io.ewig.jdbc.error.Failures;
import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.LinkProvider;
import io.ewig.jdbc.link.Setting;
import io.ewig.jdbc.url.Address;
import io.ewig.jdbc.url.Property;
import io.ewig.jdbc.url.Target;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Opens databases in memory and in folders. */
public final class EmbeddedProvider implements LinkProvider {

  /** In an order in which each finds what it is about: a moment its branch, a schema both. */
  private static final List<Map.Entry<Property, Setting>> SETTINGS =
      List.of(
          Map.entry(Property.BRANCH, Setting.BRANCH),
          Map.entry(Property.AS_OF, Setting.AS_OF),
          Map.entry(Property.VALID_AT, Setting.VALID_AT),
          Map.entry(Property.SCHEMA, Setting.SCHEMA),
          Map.entry(Property.READ_ONLY, Setting.READ_ONLY),
          Map.entry(Property.APPLICATION_NAME, Setting.APPLICATION_NAME));

  @Override
  public boolean serves(Address address) {
    return !(address instanceof Address.Remote);
  }

  @Override
  public Link open(Target target) throws SQLException {
    refuseTls(target);
    OpenDatabases.Lease lease;
    try {
      lease = OpenDatabases.open(target);
    } catch (EwigException e) {
      throw Errors.of(e);
    } catch (RuntimeException e) {
      throw Failures.unforeseen(e);
    }
    return link(lease, target, Rights.all());
  }

  /** Whoever asks for it takes the database for one behind a server, which it is not. */
  private static void refuseTls(Target target) throws SQLException {
    for (Property property : Property.OF_TLS) {
      if (target.given(property).filter(value -> !value.equals("false")).isPresent()) {
        throw SqlState.CANNOT_CONNECT.error(
            property.key()
                + " is about the way to a server, and this database is opened by the program itself;"
                + " leave it, or write jdbc:ewig://HOST[:PORT][/DATABASE]");
      }
    }
  }

  /** A session of its own; closing the link ends it and gives the lease back. */
  static Link link(OpenDatabases.Lease lease, Target target, Rights rights) throws SQLException {
    Settings settings = new Settings();
    settings.setUser(target.value(Property.USER).orElse(""));
    settings.setMemoryMaxBytes(target.count(Property.MEMORY_MAX_BYTES));
    Session session = lease.database().session(settings, rights);
    EmbeddedLink link = new EmbeddedLink(lease, session, target);
    try {
      link.set(Setting.TIME_ZONE, target.value(Property.TIME_ZONE).orElse("UTC"));
      for (var entry : SETTINGS) {
        if (target.given(entry.getKey()).isPresent()) {
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
