/**
 * What a damaged database needs of another replica, and what came of it: {@link
 * io.ewig.engine.repair.Spares} is who gives, {@link io.ewig.engine.Repairs} is who repairs.
 *
 * <p>Nothing that is given is believed: a segment of the log is taken only if it comes to the chain
 * and the Merkle root that the manifest has of it, an object only if it has its address. Facts
 * only; no I/O in here.
 */
@NullMarked
package io.ewig.engine.repair;

import org.jspecify.annotations.NullMarked;
