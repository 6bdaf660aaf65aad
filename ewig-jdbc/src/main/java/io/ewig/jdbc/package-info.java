/**
 * The JDBC driver: start here.
 *
 * <pre>{@code
 * try (Connection connection = DriverManager.getConnection("jdbc:ewig:my-folder")) { ... }
 * }</pre>
 *
 * <p>{@link io.ewig.jdbc.EwigDriver} is found by {@code DriverManager}; {@link
 * io.ewig.jdbc.EwigDataSource} is for pools and frameworks. The grammar of URLs and all keys are in
 * {@link io.ewig.jdbc.url}. The classes of {@code java.sql} are our own over a small seam, {@link
 * io.ewig.jdbc.link}, and so the same whether the database is in this JVM or behind a wire. They do
 * not extend Avatica's: there, accessors are private and what makes exceptions is a constant, so
 * that SQLSTATEs, the types of {@code java.time}, nanoseconds and {@code isValid} could not be
 * mended everywhere. Avatica is a wire protocol here, no more.
 *
 * <p>From the ground up: {@code error}, {@code url}, {@code link}, {@code value}, {@code result},
 * {@code editing}, {@code statement}, {@code metadata}, {@code connection}, and the links
 * themselves.
 */
@NullMarked
package io.ewig.jdbc;

import org.jspecify.annotations.NullMarked;
