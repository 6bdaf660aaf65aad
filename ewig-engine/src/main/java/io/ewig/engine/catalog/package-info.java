/**
 * What a database has been told to keep under names: tables, and beside them views, sequences and
 * schemas.
 *
 * <p>Start with {@link io.ewig.engine.catalog.Catalog}: all of it at one moment of one branch. A
 * table's definition is an event of its own world; a {@link io.ewig.engine.catalog.CatalogObject}
 * is a JSON document of the world {@code ewig://catalog}, and so is part of history, of roots,
 * differences and merges as any object is.
 *
 * <p>Immutable throughout, any thread. Errors: {@code UserException}. {@code session.Transaction}
 * changes it.
 */
@NullMarked
package io.ewig.engine.catalog;

import org.jspecify.annotations.NullMarked;
