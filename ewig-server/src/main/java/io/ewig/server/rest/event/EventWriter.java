package io.ewig.server.rest.event;

import io.ewig.engine.Batch;
import io.ewig.engine.Ewig;
import io.ewig.engine.Receipt;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.session.Expected;
import io.ewig.server.command.JsonObject;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.http.HttpRequest;
import io.ewig.server.rest.answer.Refused;
import io.ewig.server.rest.answer.Visits;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes events, as many as a body has, as one commit; any thread. */
public final class EventWriter {

  private static final int CREATED = 201;
  private static final int UNPROCESSABLE = 422;

  private final Visits visits;

  public EventWriter(Visits visits) {
    this.visits = visits;
  }

  /**
   * What came of writing.
   *
   * @param isRepeated whether it had been done before, under the same key
   */
  private record Written(Commit commit, boolean isRepeated) {}

  public HttpAnswer write(HttpRequest request, String database) throws SQLException {
    Written written = write(request, database, null);
    Commit commit = written.commit;
    List<JsonObject> events =
        commit.events().stream()
            .map(
                event ->
                    new JsonObject()
                        .put("seq", event.seq())
                        .put("event_id", event.id().toString())
                        .put("hash", event.hash().toString()))
            .toList();
    JsonObject document =
        new JsonObject()
            .put("commit_id", commit.id().toString())
            .put("branch", EventDocument.branchOf(commit))
            .put("system_time", commit.first().systemTime().toString())
            .put("first_seq", commit.firstSeq())
            .put("count", commit.events().size())
            .put("repeated", written.isRepeated)
            .put("events", events);
    return HttpAnswer.json(written.isRepeated ? HttpAnswer.OK : CREATED, document.toString());
  }

  /**
   * Writes as the seed documents have it, and answers with the ids.
   *
   * @param world of values that say none
   */
  HttpAnswer writeBulk(HttpRequest request, String database, World world) throws SQLException {
    Commit commit = write(request, database, world).commit;
    List<String> keys =
        commit.events().stream().map(event -> '"' + event.id().toString() + '"').toList();
    JsonObject document =
        new JsonObject().raw("keys", "[" + String.join(",", keys) + "]").put("lc", commit.endSeq());
    return HttpAnswer.json(CREATED, document.toString());
  }

  private Written write(HttpRequest request, String database, @Nullable World elsewhere)
      throws SQLException {
    return visits.in(
        request,
        database,
        session -> append(Sight.of(session), request, EventDrafts.of(request, elsewhere)));
  }

  private static Written append(Sight sight, HttpRequest request, EventDrafts drafts) {
    worlds(drafts).forEach(world -> sight.requireAppending(world, drafts.branch()));
    Ewig engine = sight.engine();
    Batch batch = engine.batch().on(drafts.branch()).message(drafts.message());
    batch.author(request.principal().isUser() ? request.principal().name() : drafts.author());
    drafts.metadata().forEach(batch::with);
    drafts.events().forEach(batch::add);
    drafts.expected().keySet().forEach(world -> sight.requireKnown(world, drafts.branch()));
    drafts.expected().forEach(batch::expect);
    Optional<Expected> all = request.header("Expected-Version").map(EventDrafts::expected);
    all.ifPresent(expected -> worlds(drafts).forEach(world -> batch.expect(world, expected)));
    request.header("Idempotency-Key").map(EventWriter::key).ifPresent(batch::once);
    Receipt receipt = batch.commit();
    Commit commit = engine.events().commitOf(receipt.firstSeq());
    if (batch.isRepeated()) {
      requireSame(sight, commit, drafts);
    }
    return new Written(commit, batch.isRepeated());
  }

  /** Whoever sends an empty one takes repetitions for harmless, and they would not be. */
  private static String key(String said) {
    if (said.isBlank()) {
      throw Refused.malformed(
          "the header Idempotency-Key is empty; give each commit one of its own");
    }
    return said;
  }

  private static Set<World> worlds(EventDrafts drafts) {
    Set<World> worlds = new LinkedHashSet<>();
    drafts.events().forEach(event -> worlds.add(event.world()));
    return worlds;
  }

  /** A key stands for one commit: who uses it for another one would lose that. */
  private static void requireSame(Sight sight, Commit commit, EventDrafts wanted) {
    Ewig engine = sight.engine();
    List<EventDraft> drafts = wanted.events();
    boolean isSame =
        commit.events().size() == drafts.size()
            && EventDocument.branchOf(commit).equals(wanted.branch());
    for (int i = 0; isSame && i < drafts.size(); i++) {
      isSame = isSame(engine, commit.events().get(i), drafts.get(i));
    }
    if (!isSame) {
      throw new Refused(
          UNPROCESSABLE,
          "IDEMPOTENCY_KEY_REUSED",
          "22023",
          "the idempotency key stands for "
              + (commit.events().stream().allMatch(sight::mayRead)
                  ? "commit " + commit.id() + ", which has other events"
                  : "a commit of somebody else")
              + "; take a key of its own for each commit");
    }
  }

  private static boolean isSame(Ewig engine, Event event, EventDraft draft) {
    ValidPeriod valid = draft.valid();
    return event.world().equals(draft.world())
        && event.type().equals(draft.type())
        && (valid == null || event.valid().equals(valid))
        && (!event.payload().isHere() // erased since: nobody can tell any more
            || Arrays.equals(engine.events().payload(event), draft.payload()));
  }
}
