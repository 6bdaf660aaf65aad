package io.ewig.calcite.system.history;

import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Batches;
import io.ewig.calcite.vector.Selection;
import io.ewig.engine.Ewig;
import io.ewig.engine.column.Dictionary;
import io.ewig.engine.column.EventBatch;
import io.ewig.engine.column.EventBatches;
import io.ewig.engine.column.LongColumn;
import io.ewig.engine.column.NameColumn;
import io.ewig.engine.column.PathVector;
import io.ewig.engine.column.PayloadVector;
import io.ewig.engine.column.TextVector;
import io.ewig.engine.column.Zone;
import io.ewig.engine.json.JsonPointer;
import io.ewig.engine.time.SystemNanos;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The batches of one reading of events, as columns of the listing; one thread. */
final class EventBatchWalk implements Batches {

  private static final boolean[] NONE = {};

  private final EventVectors vectors;
  private final Commits commits;
  private final EventBatches batches;
  private final IdentityHashMap<Dictionary<?>, Texts> names = new IdentityHashMap<>();

  EventBatchWalk(EventVectors vectors, EventBatches batches) {
    this.vectors = vectors;
    this.commits = new Commits(vectors.engine());
    this.batches = batches;
  }

  @Override
  public @Nullable Batch next() {
    return batches.next() ? new Events(batches.batch()) : null;
  }

  @Override
  public void close() {
    batches.close();
  }

  /** Codes as texts that users see; each is made once. */
  private record Texts(EventColumn column, Dictionary<?> dictionary) implements Batch.Names {

    @Override
    public int size() {
      return dictionary.size();
    }

    @Override
    public String get(int code) {
      return column.text(dictionary.get(code));
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  private final class Events implements Batch {
    private final EventBatch batch;
    private int known = -1;
    private @Nullable RecordedEvent event;

    Events(EventBatch batch) {
      this.batch = batch;
    }

    @Override
    public int size() {
      return batch.size();
    }

    @Override
    public void select(Selection into) {
      into.set(batch.rows(), batch.selected());
    }

    private LongColumn longColumn(int column) {
      return Objects.requireNonNull(vectors.columns().get(column).longs(), "a number");
    }

    private NameColumn<?> nameColumn(int column) {
      return Objects.requireNonNull(vectors.columns().get(column).names(), "a name");
    }

    @Override
    public long[] longs(int column) {
      return batch.longs(longColumn(column));
    }

    @Override
    public boolean[] nulls(int column) {
      return NONE;
    }

    @Override
    public boolean isRising(int column) {
      return vectors.isRising(column);
    }

    @Override
    public TextVector texts(int column) {
      throw new IllegalStateException("texts of events are names or documents");
    }

    @Override
    public Zone zone(int column) {
      return batch.zone(longColumn(column));
    }

    @Override
    public int[] codes(int column) {
      return batch.codes(nameColumn(column));
    }

    @Override
    public Batch.Names names(int column) {
      EventColumn of = vectors.columns().get(column);
      return names.computeIfAbsent(
          batch.names(nameColumn(column)), dictionary -> new Texts(of, dictionary));
    }

    @Override
    public PathVector path(int column, JsonPointer pointer) {
      return batch.path(pointer);
    }

    @Override
    public @Nullable Object value(int column, int row) {
      EventColumn of = vectors.columns().get(column);
      return switch (of.kind()) {
        case NUMBER -> longs(column)[row];
        case INSTANT -> SystemNanos.toInstant(longs(column)[row]);
        case NAME -> names(column).get(codes(column)[row]);
        case DOCUMENT -> document(column, row);
        case TEXT, CODED, VALUE -> listing().value(column, event(row));
      };
    }

    private @Nullable Object document(int column, int row) {
      PayloadVector payloads = batch.payloads();
      byte[] bytes = payloads.isJson(row) ? payloads.bytes(row) : null;
      return bytes == null
          ? listing().value(column, event(row))
          : new String(bytes, StandardCharsets.UTF_8);
    }

    private Listing<RecordedEvent> listing() {
      return vectors.listing();
    }

    private RecordedEvent event(int row) {
      RecordedEvent found = event;
      if (found == null || known != row) {
        Ewig engine = vectors.engine();
        found = new RecordedEvent(engine, commits, engine.get(batch.firstSeq() + row));
        event = found;
        known = row;
      }
      return found;
    }
  }
}
