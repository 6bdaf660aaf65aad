/**
 * What users do with well-known tools, done with those tools: pools, mappers, migrations, reports,
 * shells and browsers of databases, each over a database in memory of its own.
 *
 * <p>A test class is about one {@link Client}. What its tests are called is what docs/clients.md
 * says that works: the run writes the line, and fails if the page says something else.
 */
@NullMarked
package io.ewig.sqltests.client;

import org.jspecify.annotations.NullMarked;
