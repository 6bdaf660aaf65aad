/**
 * What whoever watches over a server sees of it: start at {@link
 * io.ewig.server.observe.Observatory}.
 *
 * <p>Nothing here changes anything, and nothing says more of the data than how much there is. What
 * is counted is counted where it happens, by adders that cost next to nothing; it is looked at when
 * somebody asks. Any thread.
 */
@NullMarked
package io.ewig.server.observe;

import org.jspecify.annotations.NullMarked;
