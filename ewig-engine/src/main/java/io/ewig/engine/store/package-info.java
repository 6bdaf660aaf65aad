/**
 * Bytes by their address: {@link io.ewig.engine.store.ContentStore}.
 *
 * <p>An SPI with one contract test. What is put twice is kept once; what is read was checked
 * against its address. Content comes before reference: a commit that names a blob is appended only
 * after the blob is durable. Any thread.
 */
@NullMarked
package io.ewig.engine.store;

import org.jspecify.annotations.NullMarked;
