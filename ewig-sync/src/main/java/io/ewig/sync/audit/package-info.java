/**
 * What two replicas do not have alike, found without changing either: start with {@link
 * io.ewig.sync.audit.Audit}.
 *
 * <p>Whoever may meet a replica may audit it, and gets no more than a meeting would give: digests,
 * roots and marks first, and then what lies below those that differ. The other side is asked as
 * little as by {@code repair}: it remembers nothing, judges nothing and locks nobody out. What it
 * says is not believed, but named: who lies is shown to differ. One thread.
 */
@NullMarked
package io.ewig.sync.audit;

import org.jspecify.annotations.NullMarked;
