/**
 * Relations that are made of Java objects: a field computes a column of one, a finder finds them.
 *
 * <p>Start with {@link io.ewig.calcite.system.listing.Listing}. A listing sees to all conditions
 * itself: what they say of single columns ({@link io.ewig.calcite.system.listing.Sought}) is told
 * to the finder, which looks there and nowhere else, and may give more; then each condition is
 * asked of each object. Fields that nobody wants are not computed. Immutable but for what is open,
 * which belongs to one execution.
 */
@NullMarked
package io.ewig.calcite.system.listing;

import org.jspecify.annotations.NullMarked;
