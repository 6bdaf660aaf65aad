/**
 * What can go wrong, as data: one sealed exception root, one enum of codes.
 *
 * <p>The category of an {@link io.ewig.engine.error.ErrorCode} tells a caller what to do about it:
 * mend the input (USER), retry (CONFLICT), look at the disk (CORRUPTION), free something
 * (RESOURCE), report a bug (INTERNAL). Nothing below this package; every other package may enter.
 */
@NullMarked
package io.ewig.engine.error;

import org.jspecify.annotations.NullMarked;
