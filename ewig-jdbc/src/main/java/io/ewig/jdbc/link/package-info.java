/**
 * What the driver needs from a database, be it in this JVM or behind a wire: the seam between
 * JDBC's classes and the rest.
 *
 * <p>Values that cross it are plain Java: Boolean, Byte, Short, Integer, Long, Float, Double,
 * BigDecimal, String, byte[], LocalDate, LocalTime, LocalDateTime, Instant, Period (months),
 * Duration, UUID, List for arrays, Object[] for row values, Map. Errors are {@code SQLException}s,
 * made once, with a SQLSTATE.
 */
@NullMarked
package io.ewig.jdbc.link;

import org.jspecify.annotations.NullMarked;
