/**
 * The log that forgets when the process ends: for tests, caches and {@code mem:} databases.
 *
 * <p>The simplest implementation of the contract, so also the one to compare the others with.
 */
@NullMarked
package io.ewig.engine.internal.memory;

import org.jspecify.annotations.NullMarked;
