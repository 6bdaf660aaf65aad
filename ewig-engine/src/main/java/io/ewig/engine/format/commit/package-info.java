/**
 * A commit as bytes, in one frame or several: {@link io.ewig.engine.format.commit.CommitFormat}.
 *
 * <p>{@link io.ewig.engine.format.commit.CommitWriter} makes the frames, {@link
 * io.ewig.engine.format.commit.FrameReader} walks over their events. Worlds, types and branches
 * stand in them by numbers, which {@link io.ewig.engine.format.commit.Names} knows; a name travels
 * with the first frame that needs it.
 */
@NullMarked
package io.ewig.engine.format.commit;

import org.jspecify.annotations.NullMarked;
