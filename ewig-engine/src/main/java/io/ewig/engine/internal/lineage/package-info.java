/**
 * Who had seen what, and what lines are called: start with {@link
 * io.ewig.engine.internal.lineage.Naming} and {@link io.ewig.engine.internal.lineage.Knowledge}.
 *
 * <p>What commits say of themselves beside their events: names of branches and tags, merges, what
 * their origin had seen of others, idempotency keys. One thread takes in, any asks what was named.
 */
@NullMarked
package io.ewig.engine.internal.lineage;

import org.jspecify.annotations.NullMarked;
