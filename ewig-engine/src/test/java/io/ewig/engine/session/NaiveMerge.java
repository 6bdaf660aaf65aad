package io.ewig.engine.session;

import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Payload;
import io.ewig.engine.internal.row.TableReader;
import io.ewig.engine.internal.table.RowPayload;
import io.ewig.engine.internal.table.SchemaPayload;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.NaiveHistory.Fact;
import io.ewig.engine.session.NaiveHistory.Moment;
import io.ewig.engine.session.NaiveHistory.NaiveCommit;
import io.ewig.engine.session.NaiveHistory.NaiveLine;
import io.ewig.engine.session.NaiveHistory.RowKey;
import io.ewig.engine.session.NaiveHistory.Told;
import io.ewig.engine.session.NaiveHistory.Written;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.value.Row;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes a merge's commit into the oracle's lists, event by event as the log has it: whether those
 * are the right events is {@link MergesOracleTest}'s question, what follows from them is asked
 * here.
 */
final class NaiveMerge {

  private final NaiveHistory history;
  private final NaiveLine line;
  private final Tables codecs = new Tables();

  NaiveMerge(NaiveHistory history, NaiveLine line) {
    this.history = history;
    this.line = line;
  }

  void take(Commit commit) {
    for (int i = 0; i < commit.events().size(); i++) {
      Event event = commit.events().get(i);
      take(event, commit.firstSeq() + i);
    }
    history.add(
        new NaiveCommit(line, commit.firstSeq(), commit.endSeq(), commit.systemNanos(), null));
  }

  private void take(Event event, long seq) {
    byte[] payload = ((Payload.Inline) event.payload()).bytes();
    EventType type = event.type();
    history.mention(line, seq, event.world());
    if (type.isOfRow()) {
      row(event, seq, RowPayload.read(type, payload, "a merge"));
    } else if (type.equals(EventType.SCHEMA_CHANGED)) {
      SchemaPayload change = SchemaPayload.read(payload, "a merge");
      byte[] definition = change.definition();
      Table table = definition == null ? null : TableReader.read(definition, "a merge");
      long nanos = event.systemNanos();
      history.add(new Fact(line, seq, nanos, nanos, Version.OPEN, change.table(), table));
    } else if (type.equals(EventType.OBJECT_SET)) {
      object(event, seq, (JsonObject) Json.parse(payload));
    }
  }

  private void row(Event event, long seq, RowPayload change) {
    Moment before = new Moment(line, seq);
    Table table = Objects.requireNonNull(history.table(before, change.table()));
    TableCodec codec = codecs.of(table);
    RowKey key;
    Written value = null;
    if (!event.type().equals(EventType.ROW_DELETED)) {
      Row row = codec.toRow(change.row(), change.key(), "a merge");
      key = NaiveTransaction.keyOf(table, row);
      value = Written.of(table, row);
    } else {
      key = known(before, codec, change);
    }
    long from = SystemNanos.of(event.valid().from());
    long to = SystemNanos.of(event.valid().to());
    history.add(new Fact(line, seq, event.systemNanos(), from, to, key, value));
  }

  /** What is taken away was there before. */
  private RowKey known(Moment before, TableCodec codec, RowPayload change) {
    UUID table = change.table();
    return history.rowKeys(before, table).stream()
        .filter(key -> Arrays.equals(codec.primaryKeyOf(key.key()), change.key()))
        .findFirst()
        .orElseThrow();
  }

  private void object(Event event, long seq, JsonObject said) {
    String id = ((JsonText) Objects.requireNonNull(said.get("id"))).value();
    @Nullable Json to = said.get("to");
    Map<String, Integer> members = new TreeMap<>();
    if (to instanceof JsonObject document) {
      for (String name : document.keys()) {
        JsonNumber number = (JsonNumber) Objects.requireNonNull(document.get(name));
        members.put(name, (int) number.longValue());
      }
    }
    String type = to == null ? "ObjectDestroyed" : "ObjectSet";
    history.tell(new Told(line, seq, event.world(), type, id, members));
  }
}
