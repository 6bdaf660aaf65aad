package io.ewig.engine.session;

import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.value.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was recorded about a row.
 *
 * @param row what it is during the period; null if it is not there
 * @param seq of the event that recorded it
 */
public record RowVersion(@Nullable Row row, long seq, Instant systemTime, ValidPeriod valid) {}
