/**
 * The log that forgets when the process ends: for tests, caches and {@code mem:} databases.
 *
 * <p>The simplest implementations of their contracts, so also the ones to compare the others with.
 * Every method is guarded by its object. Two classes enter: {@link
 * io.ewig.engine.internal.memory.MemoryLog} and {@link io.ewig.engine.internal.memory.MemoryStore}.
 */
@NullMarked
package io.ewig.engine.internal.memory;

import org.jspecify.annotations.NullMarked;
