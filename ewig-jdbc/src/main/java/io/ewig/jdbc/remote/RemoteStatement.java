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

  /** What may stand before the first word. */
  static final String BLANKS = "\\s*+(?:(?:--[^\\n]*+\\n|/\\*.*?\\*/)\\s*+){0,100}";

  private static final Pattern COMMIT =
      Pattern.compile(BLANKS + "(COMMIT|END)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final RemoteSession session;
  private final String sql;
  private final boolean tellsChanges;
  private final boolean isCommit;
  private volatile Known known; // whoever closes it may be another thread

  RemoteStatement(RemoteSession session, String sql) throws SQLException {
    this.session = session;
    this.sql = sql;
    this.tellsChanges = TELLS_CHANGES.matcher(sql).find();
    this.isCommit = COMMIT.matcher(sql).matches();
    this.known = prepare();
  }

  /** What a server said of it, and in which term. */
  private record Known(int term, Response.Prepared prepared) {}

  private Known prepare() throws SQLException {
    if (session.ask(Purpose.ASKING, () -> new Request.Prepare(sql))
        instanceof Response.Prepared answer) {
      return new Known(session.term(), answer);
    }
    throw RemoteSession.malformed("it did not prepare what it should");
  }

  /** Its number in the present term. */
  long number() throws SQLException {
    if (known.term() != session.term()) {
      known = prepare();
    }
    return known.prepared().statement();
  }

  /** What its rows look like now; the last that was told counts. */
  List<ColumnInfo> columns(@Nullable List<ColumnInfo> told) {
    Response.Prepared prepared = known.prepared();
    if (told != null) {
      known =
          new Known(
              known.term(),
              new Response.Prepared(
                  prepared.statement(), prepared.isQuery(), told, prepared.parameters()));
      return told;
    }
    return prepared.columns();
  }

  @Override
  public String sql() {
    return sql;
  }

  @Override
  public List<ColumnInfo> columns() {
    return known.prepared().columns();
  }

  @Override
  public List<ValueType> parameters() {
    return known.prepared().parameters();
  }

  @Override
  public boolean isQuery() {
    return known.prepared().isQuery();
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
    Known last = known;
    session.drop(last.term(), last.prepared().statement());
  }
}
