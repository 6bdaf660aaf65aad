/**
 * A content store of loose files, one an object, fanned out over 256 directories.
 *
 * <p>Made for few and large objects: payloads over a mebibyte. One class enters: {@link
 * io.ewig.engine.internal.loose.LooseStore}.
 */
@NullMarked
package io.ewig.engine.internal.loose;

import org.jspecify.annotations.NullMarked;
