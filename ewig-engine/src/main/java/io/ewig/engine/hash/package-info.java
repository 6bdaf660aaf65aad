/**
 * Content addresses: {@link io.ewig.engine.hash.Hash}, how one is computed, and Merkle trees over
 * them.
 *
 * <p>SHA-256 from the JDK (its intrinsic is 8 times faster than the portable one). Pure functions
 * and values; no I/O, no clock. May be entered by everyone above {@code error}.
 */
@NullMarked
package io.ewig.engine.hash;

import org.jspecify.annotations.NullMarked;
