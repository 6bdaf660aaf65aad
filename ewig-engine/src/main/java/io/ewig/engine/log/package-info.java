/**
 * The log as a promise: {@link io.ewig.engine.log.EventLog}, and the values it speaks in.
 *
 * <p>An SPI with three implementations (Chronicle, plain files, memory) under one contract test.
 * What {@code awaitDurable} has returned for survives a crash; a commit is there as a whole or not
 * at all; readers hold a position and never block the one writer, nor it them.
 *
 * <p>Seqs are documented longs here, because scans hand out millions of them. Errors: {@code
 * CorruptionException} for damaged bytes, {@code ResourceException} for a failed disk, {@code
 * UserException} for a call that can't be answered. Where next: {@code internal.journal}.
 */
@NullMarked
package io.ewig.engine.log;

import org.jspecify.annotations.NullMarked;
