/**
 * The salts of payloads, and the few keys that they follow from: {@link
 * io.ewig.engine.internal.salt.SaltKeys}.
 *
 * <p>A replica that is given events is given their salts by a key and a number for each run of
 * them. A key is used for nothing new once somebody else has it, and all keys are forgotten where
 * something is erased; who has none is told each salt. Any thread.
 */
@NullMarked
package io.ewig.engine.internal.salt;

import org.jspecify.annotations.NullMarked;
