package io.ewig.engine.exchange;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Payload;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.store.ContentStore;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes commits as {@link NdjsonFormat} describes; holds one commit and one blob at a time. */
public final class NdjsonExport {

  /** All nine digits, so that lines sort and line up. */
  private static final DateTimeFormatter NANOS =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter(Locale.ROOT);

  private final ContentStore store;
  private final JsonGenerator json;

  private NdjsonExport(ContentStore store, JsonGenerator json) {
    this.store = store;
    this.json = json;
  }

  /**
   * Writes the commits that have an event in a range of the log, as far as the log goes now.
   *
   * @param toSeq the seq before which to stop; the last commit is written whole all the same
   * @return how many events were written
   */
  public static long write(
      EventLog log, ContentStore store, long fromSeq, long toSeq, OutputStream out) {
    if (fromSeq < 0) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "seqs start at 0, so an export can't start at " + fromSeq);
    }
    long end = Math.min(toSeq, log.head().size());
    long count = 0;
    try (JsonGenerator json = NdjsonFormat.JSON.createGenerator(out)) {
      NdjsonExport export = new NdjsonExport(store, json);
      for (long seq = fromSeq; seq < end; ) {
        Commit commit = log.commitOf(seq);
        export.write(commit);
        count += commit.events().size();
        seq = commit.endSeq();
      }
    } catch (IOException e) {
      throw new ResourceException(
          ErrorCode.IO_FAILED, "could not write the export: " + e.getMessage(), e);
    }
    return count;
  }

  private void write(Commit commit) throws IOException {
    for (Event event : commit.events()) {
      json.writeStartObject();
      if (event.seq() == commit.firstSeq()) {
        writeInfo(commit.info(), commit.events().size());
      }
      writeFacts(event);
      writePayload(event.payload());
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private void writeInfo(CommitInfo info, int events) throws IOException {
    json.writeObjectFieldStart(NdjsonFormat.COMMIT);
    json.writeStringField(NdjsonFormat.BRANCH, info.branch().name());
    json.writeArrayFieldStart(NdjsonFormat.PARENTS);
    for (EventId parent : info.parents()) {
      json.writeString(parent.toString());
    }
    json.writeEndArray();
    json.writeStringField(NdjsonFormat.AUTHOR, info.author());
    json.writeStringField(NdjsonFormat.MESSAGE, info.message());
    json.writeObjectFieldStart(NdjsonFormat.METADATA);
    for (Map.Entry<String, String> entry : info.metadata().entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
    json.writeNumberField(NdjsonFormat.EVENTS, events);
    json.writeEndObject();
  }

  private void writeFacts(Event event) throws IOException {
    json.writeNumberField(NdjsonFormat.SEQ, event.seq());
    json.writeStringField(NdjsonFormat.ID, event.id().toString());
    json.writeStringField(NdjsonFormat.SYSTEM_TIME, NANOS.format(event.systemTime()));
    json.writeStringField(NdjsonFormat.HASH, event.hash().toString());
    json.writeStringField(NdjsonFormat.PARENT, event.parent().toString());
    json.writeStringField(NdjsonFormat.ORIGIN, event.origin().toString());
    json.writeNumberField(NdjsonFormat.ORIGIN_SEQ, event.originSeq());
    json.writeStringField(NdjsonFormat.HLC, Long.toString(event.hlc()));
    writeEnd(NdjsonFormat.VALID_FROM, event.valid().since());
    writeEnd(NdjsonFormat.VALID_TO, event.valid().until());
    json.writeStringField(NdjsonFormat.WORLD, event.world().uri());
    json.writeStringField(NdjsonFormat.TYPE, event.type().name());
    if (!EventType.of(event.type().name()).equals(event.type())) {
      json.writeNumberField(NdjsonFormat.TYPE_CODE, event.type().code());
    }
  }

  private void writeEnd(String field, @Nullable Instant instant) throws IOException {
    if (instant == null) {
      json.writeNullField(field);
    } else {
      json.writeStringField(field, instant.toString());
    }
  }

  private void writePayload(Payload payload) throws IOException {
    if (payload instanceof Payload.Erased) {
      json.writeStringField(NdjsonFormat.ERASED, payload.commitment().toString());
      return;
    } else if (payload instanceof Payload.Withheld) {
      json.writeStringField(NdjsonFormat.WITHHELD, payload.commitment().toString());
      return;
    }
    byte[] salt =
        payload instanceof Payload.Inline inline ? inline.salt() : ((Payload.Blob) payload).salt();
    json.writeStringField(NdjsonFormat.SALT, HexFormat.of().formatHex(salt));
    byte[] bytes = store.payload(payload);
    if (PayloadText.fits(bytes)) {
      json.writeFieldName(NdjsonFormat.TEXT);
      json.writeUTF8String(bytes, 0, bytes.length);
    } else {
      json.writeBinaryField(NdjsonFormat.BASE64, bytes);
    }
  }
}
