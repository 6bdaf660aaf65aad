/**
 * What Flyway has to know of Ewig, found by its plugin service; loaded only by Flyway.
 *
 * <p>It speaks plain JDBC, as Flyway does. Definitions are part of transactions, so a migration
 * happens as a whole or not at all.
 */
@NullMarked
package io.ewig.jdbc.flyway;

import org.jspecify.annotations.NullMarked;
