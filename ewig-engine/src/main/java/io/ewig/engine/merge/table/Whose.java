package io.ewig.engine.merge.table;

import java.util.Set;

/** Where a part of a definition comes from that two sides have changed differently. */
public enum Whose {
  BASE,
  OURS,
  THEIRS;

  /** A part that was something before, or nothing, and can be that again. */
  static final Set<Whose> ANY = Set.of(values());

  /** A part that can't be again what it was before. */
  public static final Set<Whose> EITHER = Set.of(OURS, THEIRS);

  /** What can't be taken from theirs before somebody has changed it there, or here. */
  public static final Set<Whose> ONLY_OURS = Set.of(OURS);
}
