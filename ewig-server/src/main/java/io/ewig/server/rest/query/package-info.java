/**
 * SQL over HTTP: start at {@link io.ewig.server.rest.query.QueryResources}.
 *
 * <p>A statement is a transaction of its own, in a session of its own. Its rows are written while
 * they are read, as JSON, as lines of JSON or as CSV, so they take no memory, whatever their
 * number; the first one is read before the answer begins, so most errors have a status of their
 * own. What goes wrong later ends the document with an {@code error}, and cuts CSV off.
 */
@NullMarked
package io.ewig.server.rest.query;

import org.jspecify.annotations.NullMarked;
