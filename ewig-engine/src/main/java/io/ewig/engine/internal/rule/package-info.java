/**
 * What rows must fulfil: {@link io.ewig.engine.internal.rule.Rules} of NOT NULL, CHECK, UNIQUE and
 * FOREIGN KEY, at each instant at which a row holds.
 *
 * <p>A {@link io.ewig.engine.internal.rule.Change} is one thing that a transaction does; rules are
 * asked about it before it is shown to anybody, and again when others have committed meanwhile.
 */
@NullMarked
package io.ewig.engine.internal.rule;

import org.jspecify.annotations.NullMarked;
