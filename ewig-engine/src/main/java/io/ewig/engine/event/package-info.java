/**
 * What is recorded: {@link io.ewig.engine.event.Event}, grouped into {@link
 * io.ewig.engine.event.Commit}s.
 *
 * <p>Facts are records that refuse illegal values, so nobody checks again. An event's hash ({@link
 * io.ewig.engine.event.EventHash}) covers everything that gives it meaning and nothing local: it is
 * the same on every node. Position (seq) and system time are local and covered by the log's own
 * chain.
 *
 * <p>Immutable throughout, any thread. Errors: {@code UserException} for what a caller got wrong.
 * Where next: {@code log} stores commits, {@code format} gives them bytes.
 */
@NullMarked
package io.ewig.engine.event;

import org.jspecify.annotations.NullMarked;
