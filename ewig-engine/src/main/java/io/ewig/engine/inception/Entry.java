package io.ewig.engine.inception;

import org.jspecify.annotations.Nullable;

/**
 * What a key of the version index holds for some time, in the state that a checkpoint carries.
 *
 * @param at where it came to hold that
 * @param everywhere whether it belongs to no branch; else to the line of the section
 * @param validFrom for what is not kept by valid time the least there is
 * @param validTo likewise, the end of time
 * @param value null: nothing, though it held something at an earlier milestone
 */
public record Entry(
    Section at,
    boolean everywhere,
    byte[] key,
    long validFrom,
    long validTo,
    byte @Nullable [] value) {

  /**
   * What one line became by a milestone, behind what the milestones before that have made of it.
   *
   * @param milestone its number
   * @param line most often that of the milestone
   */
  public record Section(int milestone, int line) {

    /** With which a state begins, and ends where there is branch main alone. */
    public static final Section FIRST = new Section(0, 0);
  }
}
