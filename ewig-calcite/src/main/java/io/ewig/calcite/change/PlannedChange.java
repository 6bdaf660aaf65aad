package io.ewig.calcite.change;

/** What is changed, and how. */
record PlannedChange(Target target, RowChange change) {}
