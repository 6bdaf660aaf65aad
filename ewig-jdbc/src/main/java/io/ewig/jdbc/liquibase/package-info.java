/**
 * What Liquibase has to know of Ewig, found by its services; loaded only by Liquibase.
 *
 * <p>It speaks plain JDBC, as Liquibase does. Definitions are part of transactions, so a change set
 * happens as a whole or not at all.
 */
@NullMarked
package io.ewig.jdbc.liquibase;

import org.jspecify.annotations.NullMarked;
