/**
 * What there is in a database and what it can do, as {@code DatabaseMetaData} asks it.
 *
 * <p>{@code Capabilities} and {@code Limits} hold the answers that never change. Every list is a
 * query of INFORMATION_SCHEMA through the connection itself, so that it is the same embedded and
 * remote, in the middle of a transaction, on a branch and as of yesterday: {@code Lookup} asks, a
 * class for each kind of object arranges the rows, {@code Shape} gives them the columns that JDBC
 * prescribes. Patterns know {@code %}, {@code _} and the escape {@code \}; where JDBC has no
 * pattern but a name, {@code %} and null still stand for all, because tools ask for whole schemas
 * so.
 *
 * <p>A catalog is the database; there is one. Null and "" stand for it too.
 */
@NullMarked
package io.ewig.jdbc.metadata;

import org.jspecify.annotations.NullMarked;
