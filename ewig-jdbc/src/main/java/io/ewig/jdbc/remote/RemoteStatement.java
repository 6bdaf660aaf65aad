package io.ewig.jdbc.remote;

import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.ValueType;
import io.ewig.jdbc.wire.Request;
import io.ewig.jdbc.wire.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A statement that a server understood, and understands again if it has forgotten it. */
final class RemoteStatement implements Compiled {

  /** A query of that word may be a change that tells what it has changed. */
  private static final Pattern TELLS_CHANGES =
      Pattern.compile("\\bRETURNING\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern COMMIT =
      Pattern.compile("\\s*(COMMIT|END)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final RemoteSession session;
  private final String sql;
  private final boolean tellsChanges;
  private final boolean isCommit;
  private Response.Prepared prepared;
  private int term;

  RemoteStatement(RemoteSession session, String sql) throws SQLException {
    this.session = session;
    this.sql = sql;
    this.tellsChanges = TELLS_CHANGES.matcher(sql).find();
    this.isCommit = COMMIT.matcher(sql).matches();
    this.prepared = prepare();
    this.term = session.term();
  }

  private Response.Prepared prepare() throws SQLException {
    if (session.ask(new Request.Prepare(sql)) instanceof Response.Prepared answer) {
      return answer;
    }
    throw RemoteSession.malformed("it did not prepare what it should");
  }

  /** Its number in the present term. */
  long number() throws SQLException {
    if (term != session.term()) {
      prepared = prepare();
      term = session.term();
    }
    return prepared.statement();
  }

  /** What its rows look like now; the last that was told counts. */
  List<ColumnInfo> columns(@Nullable List<ColumnInfo> told) {
    if (told != null) {
      prepared =
          new Response.Prepared(
              prepared.statement(), prepared.isQuery(), told, prepared.parameters());
    }
    return prepared.columns();
  }

  @Override
  public String sql() {
    return sql;
  }

  @Override
  public List<ColumnInfo> columns() {
    return prepared.columns();
  }

  @Override
  public List<ValueType> parameters() {
    return prepared.parameters();
  }

  @Override
  public boolean isQuery() {
    return prepared.isQuery();
  }

  /** Whether it surely changes nothing. */
  boolean isRead() {
    return isQuery() && !tellsChanges;
  }

  boolean isCommit() {
    return isCommit;
  }

  @Override
  public void close() {
    session.drop(term, prepared.statement());
  }
}
