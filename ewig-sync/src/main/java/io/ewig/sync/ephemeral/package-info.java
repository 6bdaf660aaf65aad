/**
 * What peers tell each other of the moment (who is here, where the cursor is) and nobody keeps:
 * start at {@link io.ewig.sync.ephemeral.EphemeralStore}.
 *
 * <p>Registers by namespace and key, in memory only. Of two writes the one with the greater {@link
 * io.ewig.sync.ephemeral.Stamp} counts, and no clock of the day decides anything: so stores that
 * got the same registers, in any order and however often, hold the same. What nobody refreshes
 * ends, and what a peer wrote ends with its session. Nothing of it reaches the log.
 *
 * <p>Any thread may enter; time comes in as a count of milliseconds, and there is no thread inside:
 * {@link io.ewig.sync.ephemeral.EphemeralStore#step} does what is due. All is bounded by {@link
 * io.ewig.sync.ephemeral.EphemeralLimits}, and what exceeds it is refused with a {@code
 * UserException}, or a {@code ResourceException} if the store as a whole is full.
 */
@NullMarked
package io.ewig.sync.ephemeral;

import org.jspecify.annotations.NullMarked;
