/**
 * What a running statement is made of: operators that give rows, and the execution they run in.
 *
 * <p>Rows are arrays of canonical engine values (see {@code io.ewig.engine.value.Kind}): Boolean,
 * Byte, Short, Integer, Long, Float, Double, BigDecimal, String, Bytes, LocalDate, LocalTime,
 * LocalDateTime, Instant, Interval, UUID, List for arrays, Object[] for row values, Map for maps;
 * JSON is a String here. So a row of the engine is a row here, and times keep their nanoseconds.
 * Nobody changes an array that somebody else has made.
 *
 * <p>Errors are {@code EwigException}s with a SQLSTATE. One thread runs an execution; any thread
 * may cancel it.
 */
@NullMarked
package io.ewig.calcite.execution;

import org.jspecify.annotations.NullMarked;
