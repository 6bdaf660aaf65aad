/**
 * What Hibernate ORM has to know of Ewig; loaded only by Hibernate, which finds it by itself.
 *
 * <p>Rows are never locked: of two transactions that change the same row, the one that commits
 * second is refused (SQLSTATE 40001), with {@code @Version} or without.
 */
@NullMarked
package io.ewig.jdbc.hibernate;

import org.jspecify.annotations.NullMarked;
