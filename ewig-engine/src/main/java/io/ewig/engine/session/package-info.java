/**
 * Reading and changing a database: start with {@link io.ewig.engine.session.View} and {@link
 * io.ewig.engine.session.Transaction}.
 *
 * <p>A view is a branch as it was at a moment and never changes. A transaction sees a view and its
 * own changes, and becomes one commit or nothing. {@link io.ewig.engine.internal.rule.Rules} is
 * what rows must fulfil, {@link io.ewig.engine.session.Admission} decides when others have
 * committed meanwhile. One thread for each view and transaction; {@link
 * io.ewig.engine.session.Database} is for any.
 */
@NullMarked
package io.ewig.engine.session;

import org.jspecify.annotations.NullMarked;
