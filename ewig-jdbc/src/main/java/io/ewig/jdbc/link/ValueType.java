package io.ewig.jdbc.link;

import org.jspecify.annotations.Nullable;

/**
 * The type of a value.
 *
 * @param jdbcCode of {@link java.sql.Types}
 * @param name in SQL, bare, in upper case: VARCHAR, TIMESTAMP WITH TIME ZONE, INTEGER ARRAY
 * @param precision digits, length, the width of a time as text, or 0 if there is no bound
 * @param scale digits of the fraction, of a second's too
 * @param element of an array, else null
 */
public record ValueType(
    int jdbcCode, String name, int precision, int scale, @Nullable ValueType element) {}
