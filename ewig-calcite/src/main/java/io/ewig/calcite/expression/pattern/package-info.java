/**
 * Patterns: LIKE and ILIKE by {@link io.ewig.calcite.expression.pattern.LikePattern}, SIMILAR TO
 * and regular expressions by {@link io.ewig.calcite.expression.pattern.RegularExpression}.
 *
 * <p>The time that a match takes grows with the length of the text, never faster, whatever the
 * pattern; patterns have a limit of their own. Patterns that are constants are read once.
 */
@NullMarked
package io.ewig.calcite.expression.pattern;

import org.jspecify.annotations.NullMarked;
