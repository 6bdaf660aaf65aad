/**
 * JSON in SQL: JSON_VALUE, JSON_QUERY, JSON_EXISTS, IS JSON, constructors and facts.
 *
 * <p>A document is its text. {@link io.ewig.calcite.expression.json.Path} is SQL's path language;
 * paths of members and places only ({@code $.a.b[0]}), which are most, are followed over the text
 * by {@link io.ewig.calcite.expression.json.Scan} without a tree, and no further than needed; all
 * else goes through the engine's {@code Json}, whose limits on depth and size hold here.
 */
@NullMarked
package io.ewig.calcite.expression.json;

import org.jspecify.annotations.NullMarked;
