/**
 * Lines about reports: questions over all events of a database, with a column store and two row
 * stores beside it.
 *
 * <p>Start with {@link io.ewig.bench.report.ReportLines}. {@link io.ewig.bench.report.Happenings}
 * is the data, {@link io.ewig.bench.report.Report} a question with the words that each database
 * takes. Before anything is timed, all have to give the same answers; what counts is the processor
 * time of the whole process, since some use several threads.
 */
@NullMarked
package io.ewig.bench.report;

import org.jspecify.annotations.NullMarked;
