package io.ewig.engine.merge;

import java.util.Locale;

/** How what was done elsewhere comes onto a branch. */
public enum MergeStrategy {
  /** The target's name moves on to where the source is; only if it has no commit of its own. */
  FAST_FORWARD,
  /** Fast-forward where that can be, else recursive. */
  AUTOMATIC,
  /** The target stays what it is. */
  OURS,
  /** The target becomes what the source is. */
  THEIRS,
  /** What changed since the last common commit, the newest if there are several. */
  THREE_WAY,
  /** The same, with the merge of all last common commits for a base. */
  RECURSIVE,
  /** As recursive, but the commit does not follow the source. */
  SQUASH,
  /** What the last commit of the source did, and nothing before. */
  CHERRY_PICK,
  /** What the last commit of the source did is undone. */
  REVERT;

  /** Whether the result follows the source, so that merging it again brings nothing. */
  public boolean isMerge() {
    return this != SQUASH && this != CHERRY_PICK && this != REVERT;
  }

  /** In lower case, as events have it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
