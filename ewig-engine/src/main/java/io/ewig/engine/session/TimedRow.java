package io.ewig.engine.session;

import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.value.Row;

/** A row and the time for which it holds. */
public record TimedRow(Row row, ValidPeriod valid) {}
