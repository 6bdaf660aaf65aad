/**
 * What becomes of one value that was changed on two sides: start with {@link
 * io.ewig.engine.law.CellMerge}.
 *
 * <p>Pure functions of base, ours and theirs, for whoever merges branches or replicas. None depends
 * on which side is called ours, but for the laws of that name. Any thread.
 */
@NullMarked
package io.ewig.engine.law;

import org.jspecify.annotations.NullMarked;
