/**
 * What a value is in Java: from the plain values that cross the link to whatever a getter asks for,
 * and back from whatever a setter is given.
 *
 * <ul>
 *   <li>DATE, TIME and TIMESTAMP are what a wall clock shows: as text and as {@code java.time} they
 *       depend on no zone. {@code java.sql.Date}, {@code Time} and {@code Timestamp} are moments,
 *       so there the JVM's zone decides, or that of the calendar given.
 *   <li>TIMESTAMP WITH TIME ZONE is a moment: the same one in every zone. Where it has to become
 *       what a wall clock shows, the session's zone decides for {@code java.time} and text, the
 *       JVM's or the calendar's for {@code java.sql}.
 *   <li>Nanoseconds are kept. Years 1 to 9999, proleptic; the classes of {@code java.sql} get the
 *       same year, month and day although they count in the Julian calendar before 1582 (the ten
 *       days of October 1582 that it skips are theirs to lose).
 *   <li>A number read as a narrower kind loses its fraction, as a cast in Java does, but never its
 *       size: 22003. A number that is set loses nothing.
 *   <li>A binary is read and set as text by its hexadecimal digits; a text is read and set as bytes
 *       by its UTF-8.
 * </ul>
 *
 * <p>No state but in the LOBs; errors are SQLSTATEs 22xxx.
 */
@NullMarked
package io.ewig.jdbc.value;

import org.jspecify.annotations.NullMarked;
