package io.ewig.server.word;

import io.ewig.jdbc.link.Answer;
import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.Stop;
import io.ewig.jdbc.wire.Request;
import io.ewig.jdbc.wire.Response;
import io.ewig.server.session.ServerSession;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does in a session what is asked for; one thread. */
final class Conversation {

  private static final Response DONE = new Response.Done(0);

  private final ServerSession session;
  private final Refusal refusal;
  private final boolean mayGoOn;

  /**
   * @param mayGoOn whether more may be done than is asked for: it is noticed when the client goes
   */
  Conversation(ServerSession session, Refusal refusal, boolean mayGoOn) {
    this.session = session;
    this.refusal = refusal;
    this.mayGoOn = mayGoOn;
  }

  /** Rows are read without a change of what the session is set to. */
  boolean mayChangeState(Request request) throws SQLException {
    if (request instanceof Request.Execute execute) {
      return !session.held(execute.statement(), Statement.class).compiled().isQuery();
    }
    boolean endsTransaction =
        request instanceof Request.Commit || request instanceof Request.Rollback;
    return request instanceof Request.AutoCommit
        || request instanceof Request.Change
        || (endsTransaction && session.link().isAutoCommit()); // one that a BEGIN began
  }

  Response answer(Request request) throws SQLException {
    Link link = session.link();
    if (request instanceof Request.Execute execute) {
      return execute(link, execute);
    }
    if (request instanceof Request.Fetch fetch) {
      return session.held(fetch.result(), Result.class).frame(fetch.rows(), null, mayGoOn);
    }
    if (request instanceof Request.Prepare prepare) {
      return prepare(session.prepare(prepare.sql()));
    }
    if (request instanceof Request.Batch batch) {
      return batch(link, batch);
    }
    if (request instanceof Request.Reserved reserved) {
      return new Response.Done(link.isReserved(reserved.word()) ? 1 : 0);
    }
    if (request instanceof Request.SetMark mark) {
      return new Response.Done(session.hold(link.mark(mark.name())));
    }
    change(link, request);
    return DONE;
  }

  private void change(Link link, Request request) throws SQLException {
    if (request instanceof Request.Commit) {
      session.forgetMarks();
      link.commit();
    } else if (request instanceof Request.Rollback) {
      session.forgetMarks();
      link.rollback();
    } else if (request instanceof Request.AutoCommit autoCommit) {
      session.forgetMarks();
      link.setAutoCommit(autoCommit.on());
    } else if (request instanceof Request.ReturnTo mark) {
      link.rollbackTo(session.mark(mark.mark()));
    } else if (request instanceof Request.Release mark) {
      link.release(session.mark(mark.mark()));
    } else if (request instanceof Request.Change change) {
      link.set(change.setting(), change.value());
    }
  }

  private Response prepare(Compiled compiled) throws SQLException {
    Statement statement = new Statement(compiled);
    return new Response.Prepared(
        session.hold(statement), compiled.isQuery(), compiled.columns(), compiled.parameters());
  }

  private Response execute(Link link, Request.Execute execute) throws SQLException {
    Statement statement = session.held(execute.statement(), Statement.class);
    Stop stop = session.begin(execute.execution());
    boolean goesOn = false;
    try {
      Answer answer = link.execute(statement.compiled(), execute.parameters(), execute.ask(), stop);
      if (answer instanceof Answer.Rows rows) {
        Response first = first(statement, execute, rows.rows(), stop);
        goesOn = true; // until its rows are closed, as they may be by now
        return first;
      }
      Answer.Count count = (Answer.Count) answer;
      return new Response.Count(count.count(), keys(count.keys()));
    } finally {
      if (!goesOn) {
        session.end(execute.execution());
      }
    }
  }

  private Response first(Statement statement, Request.Execute execute, ResultRows rows, Stop stop)
      throws SQLException {
    Result result = new Result(session, rows, execute.execution(), stop, refusal);
    List<ColumnInfo> columns = result.columns();
    Response first = result.frame(execute.ask().fetchSize(), statement.untold(columns), mayGoOn);
    statement.tell(columns);
    return first;
  }

  /** Of an execution that is over, so there is nothing to stop. */
  private Response.@Nullable Rows keys(@Nullable ResultRows keys) throws SQLException {
    if (keys == null) {
      return null;
    }
    Result result = new Result(session, keys, 0, new Stop(), refusal);
    return result.frame(0, result.columns(), false);
  }

  private Response batch(Link link, Request.Batch batch) throws SQLException {
    Statement statement = session.held(batch.statement(), Statement.class);
    Stop stop = session.begin(batch.execution());
    try {
      return new Response.Counts(
          link.executeBatch(statement.compiled(), batch.rows(), batch.ask(), stop));
    } finally {
      session.end(batch.execution());
    }
  }
}
