package io.ewig.engine.merge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settles conflicts as somebody said, and keeps those of which nobody said anything. */
public final class Referee {

  /** Held in memory; whoever has more merges in steps, or by other laws. */
  public static final int CONFLICTS_MAX = 100_000;

  private final Map<String, Resolution> resolutions;
  private final @Nullable Resolution byDefault;
  private final Map<String, MergeConflict> open = new LinkedHashMap<>();

  private Referee(Map<String, Resolution> resolutions, @Nullable Resolution byDefault) {
    this.resolutions = resolutions;
    this.byDefault = byDefault;
  }

  /**
   * @param resolutions by the ids of conflicts
   */
  public static Referee of(Map<String, Resolution> resolutions) {
    return new Referee(resolutions, null);
  }

  /** Settles all conflicts alike. */
  static Referee always(Resolution resolution) {
    return new Referee(Map.of(), resolution);
  }

  /** How the conflict is settled; null if it stays open. */
  public @Nullable Resolution decide(MergeConflict conflict) {
    Resolution settled = said(conflict);
    if (settled == null) {
      keepOpen(conflict);
    }
    return settled;
  }

  /** What was said of a conflict that may be none in the end; null if nothing. */
  public @Nullable Resolution said(MergeConflict conflict) {
    return resolutions.getOrDefault(conflict.id(), byDefault);
  }

  /** Whatever was said of the conflict, it is not settled by that. */
  public void keepOpen(MergeConflict conflict) {
    if (open.size() < CONFLICTS_MAX) {
      open.put(conflict.id(), conflict);
    }
  }

  /** The conflicts that nobody has settled, up to {@link #CONFLICTS_MAX}. */
  public List<MergeConflict> open() {
    return List.copyOf(open.values());
  }
}
