package io.ewig.engine.internal.warm;

import io.ewig.engine.column.BatchSource;
import io.ewig.engine.column.BlobRef;
import io.ewig.engine.column.Dictionary;
import io.ewig.engine.column.LongColumn;
import io.ewig.engine.column.NameColumn;
import io.ewig.engine.column.PathVector;
import io.ewig.engine.column.PayloadVector;
import io.ewig.engine.column.Tally;
import io.ewig.engine.column.Zone;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.json.JsonPointer;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A block of a warm file, for as long as it proves sound; then the same events from the log.
 *
 * <p>The codes of names stay what they were, since those are checked when the file is opened.
 */
final class CheckedBlock implements BatchSource {

  private final Function<CorruptionException, BatchSource> instead;
  private BatchSource source;

  /**
   * @param instead gives the same events with the same codes
   */
  CheckedBlock(WarmBlock block, Function<CorruptionException, BatchSource> instead) {
    this.source = block;
    this.instead = instead;
  }

  private <T extends @Nullable Object> T ask(Function<BatchSource, T> question) {
    try {
      return question.apply(source);
    } catch (CorruptionException damage) {
      if (!(source instanceof WarmBlock)) {
        throw damage; // of the log
      }
      source = instead.apply(damage);
      return question.apply(source);
    }
  }

  @Override
  public long firstSeq() {
    return source.firstSeq();
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public long[] longs(LongColumn column) {
    return ask(from -> from.longs(column));
  }

  @Override
  public int[] codes(NameColumn<?> column) {
    return ask(from -> from.codes(column));
  }

  @Override
  public <T> Dictionary<T> names(NameColumn<T> column) {
    return source.names(column);
  }

  @Override
  public Zone zone(LongColumn column) {
    return source.zone(column);
  }

  @Override
  public <T> @Nullable List<Tally<T>> tallies(NameColumn<T> column) {
    return source.tallies(column);
  }

  @Override
  public int @Nullable [] counts(NameColumn<?> column) {
    return ask(from -> from.counts(column));
  }

  @Override
  public ValidPeriod valid(int row) {
    return ask(from -> from.valid(row));
  }

  @Override
  public PathVector path(JsonPointer pointer) {
    return ask(from -> from.path(pointer));
  }

  @Override
  public PayloadVector payloads() {
    return new PayloadVector() {
      @Override
      public byte @Nullable [] bytes(int row) {
        return ask(from -> from.payloads().bytes(row));
      }

      @Override
      public @Nullable BlobRef blob(int row) {
        return ask(from -> from.payloads().blob(row));
      }

      @Override
      public boolean isErased(int row) {
        return ask(from -> from.payloads().isErased(row));
      }

      @Override
      public boolean isJson(int row) {
        return ask(from -> from.payloads().isJson(row));
      }
    };
  }
}
