package io.ewig.jdbc.metadata;

import io.ewig.jdbc.link.Answer;
import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.Stop;
import io.ewig.jdbc.statement.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the database about itself, through the connection that wants to know. */
final class Lookup {

  private final Session session;
  private final boolean isUnderscoreLiteral;

  Lookup(Session session, boolean isUnderscoreLiteral) {
    this.session = session;
    this.isUnderscoreLiteral = isUnderscoreLiteral;
  }

  Session session() {
    return session;
  }

  String catalog() {
    return session.catalog();
  }

  /** Whether a catalog that somebody asks for is the one there is. */
  boolean isHere(@Nullable String catalog) {
    return catalog == null
        || catalog.isEmpty()
        || catalog.equals("%")
        || catalog.equals(session.catalog());
  }

  /** A pattern for LIKE, of what somebody meant by one. */
  @Nullable String pattern(@Nullable String given) {
    return given == null || !isUnderscoreLiteral ? given : given.replaceAll("(?<!\\\\)_", "\\\\_");
  }

  List<Facts> all(Query query) throws SQLException {
    Link link = session.link();
    try (Compiled compiled = link.prepare(query.text())) {
      Answer answer = link.execute(compiled, query.parameters(), Ask.PLAIN, new Stop());
      List<Facts> found = new ArrayList<>();
      try (var rows = ((Answer.Rows) answer).rows()) {
        while (rows.next()) {
          found.add(new Facts(rows.row()));
        }
      }
      return found;
    }
  }
}
