package io.ewig.jdbc.hibernate;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.exception.spi.ViolatedConstraintNameExtractor;
import org.jspecify.annotations.Nullable;

/** Finds in a message which key, foreign key or check was violated. */
final class ConstraintNames implements ViolatedConstraintNameExtractor {

  /** Greedy where values stand before the name: they may look like one. */
  private static final Pattern NAME =
      Pattern.compile(
          "a row of \\S+ (?:violates check|refers by) '(?<row>[^']+)'.*"
              + "|.*, and '(?<key>[^']+)' allows one; .*",
          Pattern.DOTALL);

  @Override
  public @Nullable String extractConstraintName(SQLException failure) {
    Matcher name = NAME.matcher(failure.getMessage());
    if (!name.matches()) {
      return null;
    }
    return name.group("row") != null ? name.group("row") : name.group("key");
  }
}
