/**
 * Texts that several edit without having seen each other: an Eg-walker. Start with {@link
 * io.ewig.engine.sequence.SequenceDocument}.
 *
 * <p>What is kept is what was done ({@link io.ewig.engine.sequence.OperationLog}: runs of
 * insertions and deletions at the places where their makers saw them) and who had seen what ({@link
 * io.ewig.engine.sequence.CausalGraph}). Where nobody else wrote, operations go straight into the
 * text. Where somebody did, {@link io.ewig.engine.sequence.Walker} goes through them from the last
 * version that all have seen, with a list of characters that it throws away afterwards.
 *
 * <ul>
 *   <li>the text is a function of the set of operations, in whatever order they came;
 *   <li>places and lengths are counted in code points, so nothing parts a surrogate pair;
 *   <li>what was typed by one in one go stays together (the order is that of FugueMax: of two who
 *       type at one place, forwards or backwards, neither gets into the other's words).
 * </ul>
 *
 * <p>One thread. Where next: {@code law} and {@code internal.converge}, which merge columns by it.
 */
@NullMarked
package io.ewig.engine.sequence;

import org.jspecify.annotations.NullMarked;
