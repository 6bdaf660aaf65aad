package io.ewig.jdbc.hibernate;

import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolver;
import org.jspecify.annotations.Nullable;

/** Gives connections of ours their dialect, so that nobody has to configure it. */
public final class EwigDialectResolver implements DialectResolver {

  @Override
  public @Nullable Dialect resolveDialect(DialectResolutionInfo info) {
    return info.getDatabaseName().equals("Ewig") ? new EwigDialect(info) : null;
  }
}
