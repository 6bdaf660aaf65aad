/**
 * How a log is found again: {@link io.ewig.engine.internal.journal.opening.Opening} takes the
 * manifest for the sealed segments and walks over the tail behind them.
 *
 * <p>What is behind the last whole commit goes to quarantine, {@link
 * io.ewig.engine.internal.journal.opening.Repair}; an opening to read changes no file.
 */
@NullMarked
package io.ewig.engine.internal.journal.opening;

import org.jspecify.annotations.NullMarked;
