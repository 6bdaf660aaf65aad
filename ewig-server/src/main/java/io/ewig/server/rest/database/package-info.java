/**
 * Whole databases over HTTP: start at {@link io.ewig.server.rest.database.DatabaseResources}.
 *
 * <p>They are made and dropped by admins only, and dropped only by whoever says the name twice; the
 * folder is kept aside even then. The paths of the seed documents lie here too, with what those
 * mean: a database has events and a logical clock, which is how many there are.
 */
@NullMarked
package io.ewig.server.rest.database;

import org.jspecify.annotations.NullMarked;
