/**
 * Schema {@code information_schema}: definitions as tables, as of the statement's moment.
 *
 * <p>Names and values are those of the SQL standard where it has them, in lower case; what JDBC
 * asks beyond stands in columns of its own. Everything is read from the catalog of the view, so
 * that a transaction sees its own changes. {@link io.ewig.calcite.system.catalog.CatalogTables}
 * lists all tables; conditions on schema and name of a table are used to look at those tables only.
 * Any thread.
 */
@NullMarked
package io.ewig.calcite.system.catalog;

import org.jspecify.annotations.NullMarked;
