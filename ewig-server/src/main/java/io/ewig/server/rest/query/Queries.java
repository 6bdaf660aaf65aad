package io.ewig.server.rest.query;

import io.ewig.jdbc.link.Answer;
import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.Stop;
import io.ewig.server.command.JsonObject;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.http.HttpBody;
import io.ewig.server.http.HttpRequest;
import io.ewig.server.rest.answer.Problem;
import io.ewig.server.rest.answer.Visits;
import io.ewig.server.session.ServerSession;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements; any thread. Rows go to the client while they are made, so a result of any length
 * takes no memory; when the client goes, the statement ends.
 */
final class Queries {

  private static final int PIECE_CHARS = 32 * 1024;

  private final Visits visits;

  Queries(Visits visits) {
    this.visits = visits;
  }

  HttpAnswer run(HttpRequest request, String database, QueryText query) throws SQLException {
    ServerSession session = visits.open(request, database, query.settings());
    boolean goesOn = false;
    try {
      HttpAnswer answer = session.work(() -> run(session, request, query));
      goesOn = answer.body() instanceof HttpBody.Streamed;
      return answer;
    } finally {
      if (!goesOn) {
        visits.sessions().end(session);
      }
    }
  }

  private HttpAnswer run(ServerSession session, HttpRequest request, QueryText query)
      throws SQLException {
    Link link = session.link();
    Stop stop = new Stop();
    request.watch().onGone(stop::call);
    Compiled compiled = link.prepare(query.sql(), query.timeout().toMillis(), stop);
    long rowsMax = query.rowsMax() == 0 ? 0 : query.rowsMax() + 1; // one more tells there are more
    Ask ask = new Ask(rowsMax, 0, query.timeout().toMillis(), Ask.Keys.NONE);
    @Nullable Object[] parameters = ParameterTypes.fit(query.parameters(), compiled.parameters());
    Answer answer = link.execute(compiled, parameters, ask, stop);
    if (answer instanceof Answer.Count count) {
      JsonObject document = new JsonObject().put("count", count.count());
      return HttpAnswer.json(HttpAnswer.OK, document.toString());
    }
    ResultRows rows = ((Answer.Rows) answer).rows();
    RowFormat format =
        RowFormat.of(request.header("Accept").orElse(""), query.isArrays(), rows.columns());
    try {
      Result result = new Result(rows, format, query.rowsMax(), rows.next());
      HttpBody body = new HttpBody.Streamed(out -> stream(session, result, request.id(), out));
      return new HttpAnswer(HttpAnswer.OK, format.contentType(), Map.of(), body);
    } catch (SQLException e) {
      rows.close();
      throw e;
    }
  }

  /**
   * What is on its way.
   *
   * @param hasFirst whether there are rows; they stand on the first one then
   */
  private record Result(ResultRows rows, RowFormat format, long rowsMax, boolean hasFirst) {}

  private void stream(ServerSession session, Result result, String id, OutputStream out)
      throws IOException {
    StringBuilder piece = new StringBuilder(PIECE_CHARS + 1024);
    try (ResultRows rows = result.rows) {
      session.work(
          () -> {
            try {
              write(result, rows, piece, out);
            } catch (IOException e) {
              throw new SQLException("the client went away", "08006", e);
            }
            return true;
          });
    } catch (SQLException e) {
      if (!result.format.failed(Problem.of(e).document(id), piece)) {
        throw new IOException("an answer that fails halfway is cut off", e);
      }
    } finally {
      visits.sessions().end(session);
    }
    send(piece, out);
  }

  private static void write(Result result, ResultRows rows, StringBuilder piece, OutputStream out)
      throws SQLException, IOException {
    RowFormat format = result.format;
    format.begin(piece);
    long count = 0;
    boolean isOnRow = result.hasFirst;
    while (isOnRow && (result.rowsMax == 0 || count < result.rowsMax)) {
      format.row(rows.row(), piece);
      count++;
      isOnRow = rows.next();
      if (piece.length() >= PIECE_CHARS) {
        send(piece, out);
      }
    }
    format.end(count, isOnRow, piece);
  }

  private static void send(StringBuilder piece, OutputStream out) throws IOException {
    out.write(piece.toString().getBytes(StandardCharsets.UTF_8));
    piece.setLength(0);
  }
}
