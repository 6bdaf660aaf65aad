package io.ewig.engine.column;

import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.json.JsonPointer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the columns of a batch come from; each is asked for once at most. */
public interface BatchSource {

  long firstSeq();

  /** How many events there are, one seq after the other. */
  int size();

  long[] longs(LongColumn column);

  int[] codes(NameColumn<?> column);

  <T> Dictionary<T> names(NameColumn<T> column);

  /** Between which numbers a column lies, at least. */
  Zone zone(LongColumn column);

  /** Counts of all its events by name, or null if they are not known without looking at them. */
  <T> @Nullable List<Tally<T>> tallies(NameColumn<T> column);

  /** How many of its events have each name, by code, or null if all would have to be looked at. */
  int @Nullable [] counts(NameColumn<?> column);

  ValidPeriod valid(int row);

  PayloadVector payloads();

  PathVector path(JsonPointer pointer);
}
