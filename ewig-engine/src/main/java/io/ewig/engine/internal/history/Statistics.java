package io.ewig.engine.internal.history;

/**
 * What the index holds.
 *
 * @param memoryBytes about what the tables in memory take
 * @param runVersions versions in runs
 * @param runBytes what the files of runs take
 * @param runKeys keys in runs, each counted once a run
 */
public record Statistics(
    long memoryVersions,
    long memoryBytes,
    int frozenTables,
    int runs,
    long runVersions,
    long runBytes,
    long runKeys) {

  static Statistics of(Snapshot snapshot) {
    long memoryVersions = snapshot.active().versions();
    long memoryBytes = snapshot.active().bytes();
    for (FrozenTable frozen : snapshot.frozen()) {
      memoryVersions += frozen.table().versions();
      memoryBytes += frozen.table().bytes();
    }
    long runVersions = 0;
    long runBytes = 0;
    long runKeys = 0;
    for (var run : snapshot.runs()) {
      runVersions += run.versions();
      runBytes += run.bytes();
      runKeys += run.keys();
    }
    return new Statistics(
        memoryVersions,
        memoryBytes,
        snapshot.frozen().size(),
        snapshot.runs().size(),
        runVersions,
        runBytes,
        runKeys);
  }

  public long versions() {
    return memoryVersions + runVersions;
  }
}
