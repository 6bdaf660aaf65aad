/**
 * What a world's events add up to: objects by key, each a JSON document.
 *
 * <p>A {@link io.ewig.engine.world.Reducer} says what one event does to single objects; {@link
 * io.ewig.engine.world.MergePatchReducer} is the default and documents each type of event; {@link
 * io.ewig.engine.world.Reducers} chooses by the world's name. {@link
 * io.ewig.engine.world.Reduction} runs one step: an event takes effect as a whole or not at all,
 * and one that makes no sense is counted, never an error. {@link io.ewig.engine.world.Fold} adds up
 * whole histories in memory; whoever keeps objects elsewhere runs the same steps over them.
 *
 * <p>The same events in the same order give the same objects, bytes and root on every machine.
 * Values are immutable, a {@code Fold} belongs to one thread. Errors: {@code UserException} if a
 * reducer itself fails. Where next: the state package keeps the objects' versions.
 */
@NullMarked
package io.ewig.engine.world;

import org.jspecify.annotations.NullMarked;
