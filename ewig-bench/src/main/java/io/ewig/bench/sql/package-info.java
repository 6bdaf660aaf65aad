/**
 * Lines about SQL: what an application meets through plain JDBC, with other databases beside it.
 *
 * <p>Start with {@link io.ewig.bench.sql.SqlLines}, the list of them all. {@link
 * io.ewig.bench.sql.store.Entities} is the data, the same for everybody; {@link
 * io.ewig.bench.sql.store.Dialect} is what each database is told. Before anything is timed, all
 * have to give the same answers.
 */
@NullMarked
package io.ewig.bench.sql;

import org.jspecify.annotations.NullMarked;
