package io.ewig.server.sync;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Commit;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.replica.Contents;
import io.ewig.engine.replica.Refusal;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.http.HttpRequest;
import io.ewig.server.session.Databases;
import io.ewig.sync.waiting.Arrival;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Events as {@code ewig export} writes them, as elements of an array: out, and in. */
final class JsonEvents {

  /** Of one answer; the last commit is whole all the same. Who lacks more asks again. */
  static final int ANSWERED_MAX = 1_000;

  private static final int CONFLICT = 409;

  private JsonEvents() {}

  static List<Json> of(Ewig database, Commit commit) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    database.exportTo(out, commit.firstSeq(), commit.endSeq());
    return out.toString(StandardCharsets.UTF_8).lines().map(Json::parse).toList();
  }

  /** Takes in what can be; what comes before that which it builds on waits for it. */
  static Arrival take(JsonArray events, Databases.Lease lease, SyncResource sync) {
    StringBuilder lines = new StringBuilder();
    events.forEach(event -> lines.append(event.text()).append('\n'));
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    List<Commit> commits = lease.engine().events().commitsFrom(new ByteArrayInputStream(bytes));
    return sync.waitingRoom(lease).adopt(commits, Contents.NONE);
  }

  /** What to answer if some of it can't be true. */
  static Optional<HttpAnswer> refusal(Arrival arrival, HttpRequest request) {
    Optional<Refusal> refused =
        arrival.adopted().refusal().or(() -> arrival.turnedAway().stream().findFirst());
    return refused.map(
        why -> HttpAnswer.error(CONFLICT, why.reason().name(), "40001", why.text(), request.id()));
  }
}
