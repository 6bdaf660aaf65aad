package io.ewig.server.live;

import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.jdbc.link.Answer;
import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.Stop;
import io.ewig.sync.ephemeral.Members;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a peer asks in SQL, answered in one message; one thread. */
final class Queries {

  /** What a page can show; whoever wants more says LIMIT and OFFSET, or uses HTTP. */
  static final int ROWS_MAX = 10_000;

  static final int BYTES_MAX = 4 << 20;

  private static final long TIMEOUT_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final Desk desk;

  Queries(Desk desk) {
    this.desk = desk;
  }

  Said query(Members said) throws SQLException {
    Json id = said.any("id");
    String sql = said.text("sql");
    var values = Cells.parameters(said.anyOrNull("params"));
    return desk.work(
        (link, engine) -> {
          try (Compiled statement = link.prepare(sql)) {
            if (!statement.isQuery()) {
              throw new SQLNonTransientException(
                  "a query gives rows; what changes something is said by execute", "07005", 0);
            }
            Ask ask = new Ask(ROWS_MAX + 1, 0, TIMEOUT_MILLIS, Ask.Keys.NONE);
            Answer answer = link.execute(statement, values, ask, new Stop());
            try (ResultRows rows = ((Answer.Rows) answer).rows()) {
              return rows(id, rows);
            }
          }
        });
  }

  private static Said rows(Json id, ResultRows rows) throws SQLException {
    List<Json> all = new ArrayList<>();
    long[] bytes = {0};
    boolean[] hasMore = {false};
    Desk.read(
        rows,
        cells -> {
          bytes[0] += cells.size();
          hasMore[0] = all.size() >= ROWS_MAX || bytes[0] > BYTES_MAX;
          if (!hasMore[0]) {
            all.add(cells);
          }
          return !hasMore[0];
        });
    List<Json> columns = rows.columns().stream().map(Queries::column).toList();
    return new Said("rows")
        .to(id)
        .put("columns", JsonArray.of(columns))
        .put("rows", JsonArray.of(all))
        .put("more", hasMore[0]);
  }

  private static Json column(ColumnInfo column) {
    return JsonObject.of(
        Map.of("name", JsonText.of(column.label()), "type", JsonText.of(column.type().name())));
  }
}
