/**
 * The lines about state: rows and worlds as they are and were, branches, and what all that takes.
 *
 * <p>Start with {@link io.ewig.bench.state.StateLines}, the list of them all. Each measures the
 * same at several lengths of history, which {@link io.ewig.bench.state.Gardens} makes when the
 * first one asks; {@code --chart} draws what came of it.
 */
@NullMarked
package io.ewig.bench.state;

import org.jspecify.annotations.NullMarked;
