/**
 * How the database and the session are doing, as tables: merges that wait and their conflicts,
 * snapshots, segments of the log, settings, metrics.
 *
 * <p>All of it is as of now, whatever moment a statement looks at. Any thread.
 */
@NullMarked
package io.ewig.calcite.system.report;

import org.jspecify.annotations.NullMarked;
