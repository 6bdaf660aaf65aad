/**
 * Bytes by their address: {@link io.ewig.engine.store.ContentStore} (start here).
 *
 * <p>An SPI with one contract test. What is put twice is kept once; what is read was checked
 * against its address. Content comes before reference: a commit that names a blob is appended only
 * after {@link io.ewig.engine.store.ContentStore#force} has returned. What nothing refers to any
 * more is removed by a {@link io.ewig.engine.store.GarbageCollection}, step by step; {@link
 * io.ewig.engine.store.Pin}s hold what readers still read. Any thread.
 *
 * <p>{@link io.ewig.engine.store.Pins} and {@link io.ewig.engine.store.Trace} are for
 * implementations.
 */
@NullMarked
package io.ewig.engine.store;

import org.jspecify.annotations.NullMarked;
